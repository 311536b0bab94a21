import { backedUpEntries, LAST_BACKUP } from '../storage/last-backup.ts';
import { put } from '../storage/record-kind.ts';
import { command } from './command.ts';

/** Remembers that a file with this many pieces was saved; `hash` is that of the pieces in it. */
export const noteBackup = command({
  type: 'note-backup',
  fields: backedUpEntries,
  async run({ count, hash }, { store, now }) {
    await store.write([put(LAST_BACKUP, { version: 1, savedAt: now, count, hash })]);
    return undefined;
  },
});
