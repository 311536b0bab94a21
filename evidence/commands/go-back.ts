import * as v from 'valibot';
import { planRestore } from '../snapshots/restore.ts';
import { contentsAmong, pieceAt } from '../storage/contents.ts';
import { countPuts } from '../storage/counts.ts';
import { listOf } from '../storage/evidence-list.ts';
import type { PieceChange, RecordChange } from '../storage/last-action.ts';
import { LAST_MERGE } from '../storage/last-merge.ts';
import { PIECE } from '../storage/pieces.ts';
import { type Put, put } from '../storage/puts.ts';
import type { Records } from '../storage/record-kind.ts';
import { nameIn } from '../storage/records-of.ts';
import { command } from './command.ts';
import { remember } from './remember.ts';

/**
 * Goes back to a snapshot, after saving the present list as another. The snapshot is opened and checked
 * before anything else happens.
 */
export const goBack = command({
  type: 'go-back',
  fields: { id: v.pipe(v.string(), v.uuid()) },
  async run({ id }, context) {
    const { store, safekeeping, now } = context;
    const then = await safekeeping.open(id);
    const records = await store.readRecords();
    const current = contentsAmong(records);
    const plan = planRestore(current, then, now);
    await safekeeping.take('before-restore');
    const puts = Object.entries(plan.put).map(([key, value]): Put => ({ key, value }));
    if (puts.length === 0) return undefined;
    const changes = changesIn(plan.put, new Set(plan.erase), current);
    const remembered = await remember(context, { kind: 'went-back', asItCame: true, ...changes });
    await store.write([
      ...puts,
      ...countPuts(plan.pieces, listOf(records).tallies),
      ...remembered.puts,
      put(LAST_MERGE, null),
    ]);
    // Erased later if it must be: until then these records look deleted, so nobody ever sees half of the
    // change.
    await store.erase(plan.erase).catch((error: unknown) => {
      console.error('What is no longer in the list could not be erased yet:', error);
    });
    return { count: changes.pieces.length, undoId: remembered.id, kind: 'went-back' };
  },
});

/** @returns the changes that going back makes, for Undo */
function changesIn(
  after: Records,
  erased: ReadonlySet<string>,
  before: Records,
): { readonly pieces: readonly PieceChange[]; readonly records: readonly RecordChange[] } {
  const pieces: PieceChange[] = [];
  const records: RecordChange[] = [];
  for (const [key, value] of Object.entries(after)) {
    const was = pieceAt(key, before[key]);
    const is = pieceAt(key, value);
    const id = nameIn(PIECE, key);
    if (is?.state !== 'ok' || was?.state === 'unreadable') {
      records.push({ key, before: before[key] ?? null, after: value ?? null });
    } else if (erased.has(key)) pieces.push({ id, before: was?.piece ?? null, after: null });
    else pieces.push({ id, before: was?.piece ?? null, after: is.piece });
  }
  return { pieces, records };
}
