import { put } from '../storage/puts.ts';
import { afterDismissal, RECOVERY_REPORT } from '../storage/recovery-report.ts';
import { command } from './command.ts';

/** Dismisses the notice that says which records were recovered from the mirror. */
export const dismissRecoveryNotice = command({
  type: 'dismiss-recovery-notice',
  fields: {},
  async run(_fields, { store }) {
    const recoveryReport = await store.read(RECOVERY_REPORT);
    if (recoveryReport) await store.write([put(RECOVERY_REPORT, afterDismissal(recoveryReport))]);
    return undefined;
  },
});
