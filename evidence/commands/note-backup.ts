import { backedUpEntries, LAST_BACKUP } from '../storage/last-backup.ts';
import { put } from '../storage/puts.ts';
import { command } from './command.ts';

/** Records that a backup with this many pieces was saved; `hash` is the hash of its pieces. */
export const noteBackup = command({
  type: 'note-backup',
  fields: backedUpEntries,
  async run({ count, hash }, { store, now }) {
    await store.write([put(LAST_BACKUP, { version: 1, savedAt: now, count, hash })]);
    return undefined;
  },
});
