import * as v from 'valibot';
import type { StoredAction } from '../database.ts';
import { Refusal } from '../fault.ts';
import { type PieceId, pieceId, siblingIds } from '../piece/piece.ts';
import { stamped } from '../piece/registers.ts';
import { hasMoved } from '../piece/removals.ts';
import { changedDraft, type Draft, draftPuts, readDrafts } from '../storage/draft.ts';
import {
  ACTION_PART,
  type ActionPart,
  LAST_ACTION,
  type LastAction,
  type PieceChange,
} from '../storage/last-action.ts';
import { LAST_MERGE } from '../storage/last-merge.ts';
import { type Put, put } from '../storage/puts.ts';
import { draftedAgain } from '../undo/drafted-again.ts';
import { piecesUndone, recordsUndone } from '../undo/undone.ts';
import { asItComes } from './as-it-comes.ts';
import { type CommandContext, command } from './command.ts';
import { beforeMany } from './fields.ts';
import { taggable } from './taggable.ts';
import { writePieces } from './write-pieces.ts';

/**
 * Undoes an action, or the last part of it that is not undone yet; the answer says how much is left. Anything
 * that changed again since stays.
 */
export const undo = command({
  type: 'undo',
  fields: {
    id: v.string(),
    /**
     * The page of the tag to undo, with its own title: what was typed for the page before it was tagged goes
     * back into its draft.
     */
    page: v.optional(v.strictObject({ url: v.string(), title: v.string() })),
    /** Set if this undoes the next part of the same action. */
    continues: v.optional(v.literal(true)),
  },
  async before({ id, continues }, context) {
    const part = continues ? undefined : (await found(id, context))?.part;
    if (!part) return undefined;
    if (!part.asItCame) return beforeMany(part.pieces.length);
    const isMerge = (await context.store.read(LAST_MERGE))?.id === id;
    return isMerge ? 'before-merge' : 'before-restore';
  },
  async run({ id, page }, context) {
    const { store, now, journal } = context;
    const action = await found(id, context);
    if (!action) throw new Refusal('not-undoable');
    const { part, head, isNewest } = action;
    if (!part) return { count: 0, left: 0 };
    const left =
      part.part > 1 ? Math.max(1, (head?.count ?? 0) - part.pieces.length - part.records.length) : 0;
    const records = recordsUndone(part, await store.readRecords(part.records.map(({ key }) => key)));
    const shown = page && { ...page, ...taggable(page.url) };
    const pageIds = shown ? siblingIds(pieceId('shared-leadership', shown.url)) : [];
    const draft = shown && (await readDrafts(store, [shown.page])).get(shown.page);
    const drafts = new Map<string, Draft | null>();

    const { made } = await writePieces(context, {
      ids: [...new Set([...part.pieces.flatMap(pagesTouched), ...pageIds])],
      change: (current) => {
        // A newer version wrote this draft: leave it alone.
        if (shown && draft !== 'newer') {
          const change = draftedAgain(part.pieces, shown, current, draft?.quotes ?? []);
          const after = changedDraft(draft, change, now);
          if (after !== draft) drafts.set(shown.page, after ?? null);
        }
        return piecesUndone(part, current, now);
      },
      stamp: part.asItCame ? asItComes : stamped,
      also: async () => [
        ...records,
        ...(await headPuts(context, action, left)),
        ...(await draftPuts(store, drafts)),
      ],
      always: true,
    });
    // The newest action is in the journal as well if the write that was to replace it failed.
    const kept = isNewest ? await journal.entry(id).catch(() => undefined) : undefined;
    if (!isNewest || kept?.parts === part.part) await journal.dropLastPart(id);
    return { count: made.count, left };
  },
});

/** @returns the pieces to read for undoing a change: the whole page if its words moved */
function pagesTouched({ id, before, after }: PieceChange): readonly PieceId[] {
  return hasMoved(before) || hasMoved(after) ? siblingIds(id) : [id];
}

/** An action that can be undone, and where it is stored. */
interface Found {
  readonly isNewest: boolean;
  readonly head: LastAction | StoredAction | undefined;
  /** The part to undo now; undefined if all parts were undone. */
  readonly part: ActionPart | undefined;
}

/** @returns undefined if the action can't be undone any more */
async function found(id: string, { store, journal }: CommandContext): Promise<Found | undefined> {
  const [head, newest] = await Promise.all([store.read(LAST_ACTION), store.read(ACTION_PART)]);
  if (newest?.id === id) return { isNewest: true, head, part: newest };
  if (head?.id === id && head.parts === 0) return { isNewest: true, head, part: undefined };
  const entry = await journal.entry(id);
  if (!entry) return undefined;
  if (entry.parts === 0) return { isNewest: false, head: entry, part: undefined };
  const part = await journal.lastPart(id);
  return part && { isNewest: false, head: entry, part };
}

/** @returns the writes that update the action itself */
async function headPuts(
  { store }: CommandContext,
  { part, isNewest }: Found,
  left: number,
): Promise<readonly Put[]> {
  const [head, merge] = await Promise.all([store.read(LAST_ACTION), store.read(LAST_MERGE)]);
  if (!part) return [];
  const { pictures: _released, ...rest } = head ?? {};
  const undone = head?.id === part.id && { ...(rest as LastAction), parts: part.part - 1, count: left };
  const count = (merge?.count ?? 0) - part.pieces.length;
  return [
    ...(isNewest ? [put(ACTION_PART, null)] : []),
    ...(undone ? [put(LAST_ACTION, undone)] : []),
    ...(merge?.id === part.id
      ? [put(LAST_MERGE, left > 0 ? { ...merge, count: Math.max(0, count), isPart: true } : null)]
      : []),
  ];
}
