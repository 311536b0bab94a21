/** Puts contributions into a piece, and works out what follows for it. Pure. */
import { laterThan, latestOf } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  firstTagged,
  isAnySeen,
  isOwn,
  isSeen,
  keyOfContribution,
  type Reader,
  storedContributions,
  toStore,
} from './contribution.ts';
import type { Piece } from './piece.ts';
import { joinRemovals } from './removals.ts';

/** @returns the piece with these contributions, and no others */
export function withContributions(piece: Piece, contributions: readonly Contribution[]): Piece {
  const { contributions: _, ...rest } = piece;
  const all = [...contributions].sort(firstTagged);
  const first = all.find((one) => isSeen(one, piece));
  const taggedAt = first?.taggedAt ?? piece.taggedAt;
  return {
    ...(rest as Piece),
    taggedAt,
    ...(all.length > 0 && { contributions: all.map((one) => toStore(one, taggedAt)) }),
  };
}

/** @returns the contributions of `all` that aren't among `others`, whatever they say */
export function except(
  all: readonly Contribution[],
  others: readonly Contribution[],
): readonly Contribution[] {
  const keys = new Set(others.map(keyOfContribution));
  return all.filter((one) => !keys.has(keyOfContribution(one)));
}

/**
 * @returns the piece, off the list if none of its words can be seen, and else on it
 * @param at since when, if it goes off the list now
 */
export function withLife(piece: Piece, at: string): Piece {
  const { deletedAt = at, ...rest } = piece;
  return isAnySeen(piece) ? (rest as Piece) : { ...(rest as Piece), deletedAt };
}

/**
 * Counts a change of something else than words as the writer's work: a colleague's deletion that was made before it,
 * without knowing of it, does not take the writer's tag off.
 */
export function withWork(piece: Piece, writer: Reader): Piece {
  const all = storedContributions(piece).map((one): Contribution => {
    if (!isOwn(one, writer) || !isSeen(one, piece)) return one;
    return { ...one, at: laterThan(changeOf(one), piece.updatedAt) };
  });
  return withContributions(piece, all);
}

/** @returns the piece, with a removal if it is deleted and does not say how: a file may leave that out */
export function explained(piece: Piece): Piece {
  const { deletedAt, removals, taggedAt } = piece;
  if (deletedAt === undefined) return piece;
  const isOpen = piece.contributions?.length ? isAnySeen(piece) : !removals && deletedAt !== taggedAt;
  return isOpen ? { ...piece, removals: joinRemovals(removals, [{ at: deletedAt }]) } : piece;
}

/** @returns `now`, or a moment that is later than everything in these pieces, even if a clock was wrong */
export function afterAll(now: string, ...pieces: readonly (Piece | undefined)[]): string {
  const times = pieces.flatMap((piece) => {
    if (!piece) return [];
    const said = storedContributions(piece).flatMap((one) => [changeOf(one), one.cameAt ?? '']);
    return [...said, piece.updatedAt, ...(piece.removals ?? []).map(({ at }) => at)];
  });
  return laterThan(latestOf(times), now);
}
