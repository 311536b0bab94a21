/** Under which keys things lie in the storage; evidence/storage/store.ts says what each holds. */
export const EVIDENCE_PREFIX = 'evidence:';
export const DRAFT_PREFIX = 'draft:';
export const WAITING_PREFIX = 'waiting:';
export const PICTURE_PREFIX = 'picture:';
export const TALLY_PREFIX = 'tally:';
export const APPLICATION_PREFIX = 'application:';
export const COPY_PREFIX = 'application-copy:';
export const LAST_ACTION_KEY = 'last-action';
export const LAST_DOMAIN_KEY = 'last-domain';
export const LABELS_KEY = 'labels';
export const MERGE_UNDO_KEY = 'merge-undo';
export const SUMMARY_KEY = 'summary';
export const SETTINGS_KEY = 'settings';
export const LAST_BACKUP_KEY = 'last-backup';
/** evidence/second-copy/ alone writes these. */
export const TURN_KEY = 'turn';
export const RESCUE_KEY = 'rescue';
export const RENEWAL_KEY = 'renewal';
