/** Keys that the popup reads before it loads the code that parses the records; each kind has its own file. */
export const EVIDENCE_PREFIX = 'evidence:';
export const DRAFT_PREFIX = 'draft:';
export const WAITING_PREFIX = 'waiting:';
export const PICTURE_PREFIX = 'picture:';
export const TALLY_PREFIX = 'tally:';
export const LAST_ACTION_KEY = 'last-action';
export const SUMMARY_KEY = 'summary';
export const SETTINGS_KEY = 'settings';
export const RECOVERY_REPORT_KEY = 'recovery-report';
