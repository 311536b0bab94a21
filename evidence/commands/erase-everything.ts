import { command } from './command.ts';

/** Erases pieces, pictures, snapshots and settings, for good. */
export const eraseEverything = command({
  type: 'erase-everything',
  fields: {},
  async run(_fields, { store, safekeeping }) {
    // The pictures and snapshots first: should this be cut short, the list is still there to show that it was.
    await safekeeping.eraseEverything();
    await store.eraseEverything();
    return undefined;
  },
});
