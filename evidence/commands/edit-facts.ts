import * as v from 'valibot';
import { writeFacts } from '../piece/edits.ts';
import { factsChangeFor, factsEditSchema } from '../piece/facts.ts';
import { pageOf } from '../piece/piece.ts';
import { begunLabelSchema, changedDraft, type Draft, draftPuts, readDrafts } from '../storage/draft.ts';
import { command } from './command.ts';
import { editPages } from './edit-pages.ts';
import { beforeMany, ids } from './fields.ts';
import { labelPuts } from './labels.ts';

/**
 * Changes facts of pages: of their pieces in every domain. All or none. The labels that come are offered first from
 * now on.
 */
export const editFacts = command({
  type: 'edit-facts',
  fields: {
    ids,
    change: factsEditSchema,
    /** The label that is still being typed waits in the page's draft; null takes it out of there. */
    begun: v.optional(v.nullable(begunLabelSchema)),
    /** The view offers Undo; where somebody types, the field has its own. */
    undoable: v.optional(v.literal(true)),
  },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids, change, begun, undoable }, context) {
    const { store, now } = context;
    const pages = begun === undefined ? [] : [...new Set(ids.map(pageOf))];
    const drafts = new Map<string, Draft | null>();
    for (const [page, draft] of await readDrafts(store, pages)) {
      // What a newer version keeps for a page is not ours to change.
      if (draft === 'newer') continue;
      const after = changedDraft(draft, { label: begun }, now);
      if (after !== draft) drafts.set(page, after ?? null);
    }
    const labels = await labelPuts(store, [...(change.labels ?? []), ...(change.addLabels ?? [])]);
    const { made } = await editPages(
      context,
      ids,
      (piece) => writeFacts(piece, factsChangeFor(piece, change), now),
      {
        also: async () => [...labels, ...(await draftPuts(store, drafts))],
        ...(drafts.size + labels.length > 0 && { always: true }),
        ...(undoable && { action: { kind: 'edited' } }),
      },
    );
    return made;
  },
});
