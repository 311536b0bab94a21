/** Changes of many pieces in one step: all of them or none, in one call of the storage. */

import type { MissionDomain } from '../mission-domain.ts';
import { type Change, move, place, takeOff, writeFacts } from '../piece/edits.ts';
import { type Evidence, type EvidenceId, isLive, siblingId, siblingIds } from '../piece/evidence.ts';
import { factsChangeFor, type SharedFactsChange } from '../piece/facts.ts';
import { Refusal } from '../refusal.ts';
import type { Batch, Store } from '../storage/store.ts';
import { editPieces } from './edit-pieces.ts';

/**
 * Changes facts of pages: of their pieces in every domain, as for one page.
 * @param also what else is written where anything changes
 * @throws Refusal where one is not in the list, or a page would have too many labels
 */
export function editMany(
  store: Store,
  ids: readonly EvidenceId[],
  change: SharedFactsChange,
  now: string,
  also: Batch = {},
): Promise<readonly Change[]> {
  const all = [...new Set(ids.flatMap(siblingIds))];
  return editPieces(
    store,
    all,
    (current, demand) => {
      for (const id of ids) if (!isLive(demand(id))) throw new Refusal('not-found');
      return [...current].map(([id, piece]) => [id, writeFacts(piece, factsChangeFor(piece, change), now)]);
    },
    () => also,
  );
}

/**
 * Moves pieces to one domain. Those that are there or gone already stay as they are; where one page
 * comes from two domains, its pieces become one.
 * @throws Refusal where one never was, or what joins is more than a piece can have
 */
export function moveMany(
  store: Store,
  ids: readonly EvidenceId[],
  to: MissionDomain,
  now: string,
): Promise<readonly Change[]> {
  const moving = [...new Set(ids)].filter((id) => siblingId(id, to) !== id);
  const all = [...new Set(moving.flatMap((id) => [id, siblingId(id, to)]))];
  if (all.length === 0) return Promise.resolve([]);
  return editPieces(store, all, (current, demand) => {
    const moved = new Map<EvidenceId, Evidence>();
    for (const id of moving) {
      const piece = demand(id);
      if (!isLive(piece)) continue;
      const target = siblingId(id, to);
      const { left, arrived } = move(piece, moved.get(target) ?? current.get(target), to, now);
      moved.set(id, left).set(target, arrived);
    }
    return moved;
  });
}

/**
 * Takes pieces off. What the popup can undo stays as it is: it is read whenever that opens, and this may
 * be thousands.
 * @throws Refusal where one never was
 */
export function takeOffMany(
  store: Store,
  ids: readonly EvidenceId[],
  now: string,
): Promise<readonly Change[]> {
  const all = [...new Set(ids)];
  return editPieces(store, all, (_current, demand) => all.map((id) => [id, takeOff(demand(id), now)]));
}

/**
 * Puts pieces in their places in the order made by hand.
 * @throws Refusal where one is not in the list
 */
export function placeMany(
  store: Store,
  places: readonly { readonly id: EvidenceId; readonly position: number }[],
  now: string,
): Promise<readonly Change[]> {
  const positions = new Map(places.map(({ id, position }) => [id, position]));
  return editPieces(store, [...positions.keys()], (_current, demand) =>
    Array.from(positions, ([id, position]) => {
      const piece = demand(id);
      if (!isLive(piece)) throw new Refusal('not-found');
      return [id, place(piece, position, now)] as const;
    }),
  );
}
