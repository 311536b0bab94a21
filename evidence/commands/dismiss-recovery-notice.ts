import { put } from '../storage/record-kind.ts';
import { afterHearing, RESCUE } from '../storage/rescue.ts';
import { command } from './command.ts';

/** Says no longer what came back from the second copy. */
export const dismissRecoveryNotice = command({
  type: 'dismiss-recovery-notice',
  fields: {},
  async run(_fields, { store }) {
    const rescue = await store.read(RESCUE);
    if (rescue) await store.write([put(RESCUE, afterHearing(rescue))]);
    return undefined;
  },
});
