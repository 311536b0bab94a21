/** What a colleague deleted for good: a backup says so by the hash of the piece's id, without any word. */
import * as v from 'valibot';
import { MAX_PIECES } from '../files/limits.ts';
import { type GoneTimes, goneAt } from '../merge/stays-deleted.ts';
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';
import { timestamp } from '../values/timestamp.ts';
import { latestBelieved } from './believed-times.ts';

const entrySchema = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), at: timestamp });
const fileSchema = v.object({ deletedForGood: v.fallback(v.array(v.unknown()), []) });

/**
 * @param file a JSON export
 * @returns the times of its deletions; entries that can't be read are omitted. undefined if there are none
 */
export function readDeletions(file: unknown): GoneTimes | undefined {
  const { deletedForGood } = v.parse(fileSchema, file);
  const entries = deletedForGood.slice(0, MAX_PIECES).flatMap((value) => {
    const entry = v.safeParse(entrySchema, value);
    return entry.success ? [[entry.output.id, entry.output.at] as const] : [];
  });
  return entries.length > 0 ? allGone(entries) : undefined;
}

/** @returns deletions by hash; of two of one piece, the later one */
export function allGone(entries: Iterable<readonly [string, string]>): GoneTimes {
  const gone: Record<string, string> = {};
  for (const [id, at] of entries) if (at > (gone[id] ?? '')) gone[id] = at;
  return gone;
}

/**
 * @param mine the list
 * @param gone what a file says was deleted for good
 * @param now the clock; a deletion more than a day in the future is not believed
 * @returns the deletions of pieces that are in the list and weren't changed since, as a file of pieces
 */
export function deletionsAmong(
  mine: ReadonlyMap<PieceId, Piece>,
  gone: GoneTimes,
  now: Date,
): ReadonlyMap<PieceId, Piece> {
  const deletions = new Map<PieceId, Piece>();
  // Most files have none, and the hash of every id in a long list takes a while.
  if (Object.keys(gone).length === 0) return deletions;
  const latest = latestBelieved(now);
  for (const [id, piece] of mine) {
    const at = goneAt(gone, id);
    if (at === undefined || at > latest || !isLive(piece) || piece.updatedAt > at) continue;
    const { version, domain, url, taggedAt } = piece;
    const deleted = { title: '', updatedAt: at, deletedAt: at, removals: [{ at }] };
    deletions.set(id, { version, domain, url, taggedAt, ...deleted });
  }
  return deletions;
}
