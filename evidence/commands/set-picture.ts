import * as v from 'valibot';
import { pictureSchema } from '../picture/picture.ts';
import { changedDraft, draftPuts, readDrafts } from '../storage/draft.ts';
import { PICTURE } from '../storage/pictures.ts';
import { put } from '../storage/puts.ts';
import { sameValue } from '../values/same-value.ts';
import { command } from './command.ts';
import { recordChange } from './remember.ts';
import { taggable, unlessNewer } from './taggable.ts';
import { writePieces } from './write-pieces.ts';

/**
 * Sets the picture of a page, whose pixels are already stored, or removes it (null). A new picture ends the
 * draft of the picture editor.
 */
export const setPicture = command({
  type: 'set-picture',
  fields: { url: v.string(), picture: v.nullable(pictureSchema) },
  async run({ url, picture: after }, context) {
    const { store, now } = context;
    const { page } = taggable(url);
    const [stored, drafts] = await Promise.all([store.read(PICTURE, page), readDrafts(store, [page])]);
    const before = unlessNewer(stored) ?? null;
    if (before?.id === after?.id) {
      // The same picture: only the mark that it shows pupils may have changed.
      if (!sameValue(before, after)) await store.write([put(PICTURE, after, page)]);
      return undefined;
    }
    const draft = drafts.get(page);
    const { made } = await writePieces(context, {
      ids: [],
      change: () => [],
      action: {
        kind: after ? 'picture-saved' : 'picture-removed',
        records: [recordChange(PICTURE, page, before, after)],
        pages: [page],
      },
      also: () =>
        after && draft && draft !== 'newer'
          ? draftPuts(store, new Map([[page, changedDraft(draft, { picture: null }, now) ?? null]]))
          : [],
    });
    return made;
  },
});
