import * as v from 'valibot';
import { isWebAddress } from '../page/page-address.ts';
import { DRAFT, draftParts, readDrafts } from '../storage/draft.ts';
import { command } from './command.ts';
import { MAX_PIECES_AT_ONCE } from './fields.ts';
import { recordChange } from './remember.ts';
import { unlessNewer } from './taggable.ts';
import { writePieces } from './write-pieces.ts';

/** Discards what was typed or chosen for pages, by page key, all or none. Selected quotes keep waiting. */
export const forgetDrafts = command({
  type: 'forget-drafts',
  fields: {
    pages: v.pipe(
      v.array(v.pipe(v.string(), v.check(isWebAddress, 'not an http or https address'))),
      v.minLength(1),
      v.maxLength(MAX_PIECES_AT_ONCE),
    ),
  },
  async run({ pages }, context) {
    const stored = await readDrafts(context.store, pages);
    const records = [...stored].flatMap(([page, draft]) => {
      const { kept } = draftParts(unlessNewer(draft) ?? null);
      return kept ? [recordChange(DRAFT, page, kept, null)] : [];
    });
    const { made } = await writePieces(context, {
      ids: [],
      change: () => [],
      action: { kind: 'draft-forgotten', records },
    });
    return made;
  },
});
