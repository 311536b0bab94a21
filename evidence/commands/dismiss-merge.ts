import { LAST_MERGE } from '../storage/last-merge.ts';
import { put } from '../storage/puts.ts';
import { command } from './command.ts';

/** Dismisses the offer to undo the last merge. */
export const dismissMerge = command({
  type: 'dismiss-merge',
  fields: {},
  async run(_fields, { store }) {
    await store.write([put(LAST_MERGE, null)]);
    return undefined;
  },
});
