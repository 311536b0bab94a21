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
 * Changes facts of pages, in all of each page's pieces, in every domain. All or none. The labels it sets are
 * offered first from now on.
 */
export const editFacts = command({
  type: 'edit-facts',
  fields: {
    ids,
    change: factsEditSchema,
    /** The label that is still being typed, saved in the page's draft; null removes it from there. */
    begun: v.optional(v.nullable(begunLabelSchema)),
    /**
     * Set by a view that offers Undo. A view with a text field doesn't need it: the field has its own Undo.
     */
    undoable: v.optional(v.literal(true)),
  },
  before: ({ ids }) => beforeMany(ids.length),
  async run({ ids, change, begun, undoable }, context) {
    const { store, now } = context;
    const pages = begun === undefined ? [] : [...new Set(ids.map(pageOf))];
    const drafts = new Map<string, Draft | null>();
    for (const [page, draft] of await readDrafts(store, pages)) {
      // A newer version wrote this draft: leave it alone.
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
