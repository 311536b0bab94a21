import * as v from 'valibot';
import { changedDraft, draftChangeSchema, draftPuts, readDrafts } from '../storage/draft.ts';
import { command } from './command.ts';
import { taggable, unlessNewer } from './taggable.ts';

/** Saves what was typed or chosen for a page and isn't part of a piece yet. */
export const writeDraft = command({
  type: 'write-draft',
  fields: { url: v.string(), change: draftChangeSchema },
  async run({ url, change }, { store, now }) {
    const { page } = taggable(url);
    const before = unlessNewer((await readDrafts(store, [page])).get(page));
    const after = changedDraft(before, change, now);
    if (after !== before) await store.write(await draftPuts(store, new Map([[page, after ?? null]])));
    return undefined;
  },
});
