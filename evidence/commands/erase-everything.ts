import { command } from './command.ts';

/** Erases pieces, pictures, snapshots and settings for good. */
export const eraseEverything = command({
  type: 'erase-everything',
  fields: {},
  async run(_fields, { store, safekeeping }) {
    // Pictures and snapshots first: if this is interrupted, the list is still there and shows it.
    await safekeeping.eraseEverything();
    await store.eraseEverything();
    return undefined;
  },
});
