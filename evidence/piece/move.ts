/** Moving a piece to another domain, with everybody's words. Pure. */
import type { MissionDomain } from '../mission-domain.ts';
import { type Contribution, storedContributions, takenBy } from './contribution.ts';
import { cleanLabels } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { isLive, isTrace, type Piece } from './piece.ts';
import { joinRemovals } from './removals.ts';
import { unplaced } from './tagging.ts';
import { afterAll, except, withContributions } from './with-contributions.ts';

/**
 * Moves a piece to another domain, with everybody's words. If the page is tagged there already, that piece
 * stays and takes over whatever this one adds. Quotes and labels may then exceed their limits: the caller
 * checks.
 * @returns the piece left behind (deleted, naming its new domain) and the one in the other domain
 */
export function move(
  current: Piece,
  there: Piece | undefined,
  to: MissionDomain,
  now: string,
  by?: string,
): { readonly left: Piece; readonly arrived: Piece } {
  const all = storedContributions(current);
  // A move takes along what was there before it.
  const at = afterAll(now, current, there);
  const isMoving = (one: Contribution) => !one.isMoved && takenBy(one, current) === undefined;
  const removals = joinRemovals(current.removals, [{ at, to, ...(by !== undefined && { by }) }]);
  const stay = all.flatMap((one) => {
    if (!isMoving(one)) return one;
    return one.from === undefined ? leftBehind(one) : [];
  });
  const left = { ...withContributions({ ...current, removals }, stay), deletedAt: at, updatedAt: at };
  const arrived = all.filter(isMoving).map(({ from = current.domain, ...one }): Contribution => {
    return { ...one, ...(from !== to && { from }), cameAt: at };
  });
  const { removals: _, ...mine } = { ...unplaced(current), domain: to };
  const present = there && !isTrace(there) ? there : undefined;
  const joined = isLive(present)
    ? joinPieces(present, mine as Piece)
    : present
      ? joinPieces(mine as Piece, present)
      : (mine as Piece);
  const kept = there ? except(storedContributions(there), arrived) : [];
  const { deletedAt: _off, ...whole } = {
    ...joined,
    ...(there?.removals && { removals: there.removals }),
    updatedAt: at,
  };
  return { left, arrived: withContributions(whole as Piece, [...kept, ...arrived]) };
}

/** @returns what stays of a contribution in the domain in which it was written, when its words leave */
export function leftBehind({ origin, taggedAt }: Contribution): Contribution {
  return { origin, by: '', note: '', taggedAt, isMoved: true };
}

/** @returns the first piece, with the quotes and fields that only the second has; people's words aside */
export function joinPieces(first: Piece, second: Piece): Piece {
  const quotes = joinQuotes(first.quotes ?? [], second.quotes ?? []);
  const labels = cleanLabels([...(first.labels ?? []), ...(second.labels ?? [])]);
  return {
    ...second,
    ...first,
    title: first.title || second.title,
    ...(quotes.length > 0 && { quotes: [...quotes] }),
    ...(labels.length > 0 && { labels }),
  };
}
