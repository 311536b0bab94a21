/** Makes a piece again as it was in an earlier version of the list. Pure. */
import { sameValue } from '../values/same-value.ts';
import { laterThan, latestOf } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  contributionsByKey,
  keyOfContribution,
  storedContributions,
} from './contribution.ts';
import { isLive, type Piece } from './piece.ts';
import { stamped } from './registers.ts';
import { joinRemovals, withUndone } from './removals.ts';
import { deletePiece } from './tagging.ts';
import { withContributions, withLife } from './with-contributions.ts';

/**
 * Going back is a change of now: otherwise the file of a colleague who has the later state would undo it. What
 * colleagues said keeps the times that they gave it, and comes again with their files.
 * @param now ISO 8601 UTC
 * @param own the installation that goes back
 * @returns the piece as it was, as a change of the piece as it is
 */
export function asItWas(current: Piece, earlier: Piece, now: string, own: string | undefined): Piece {
  const at = laterThan(current.updatedAt, now);
  const [is, was] = [contributionsByKey(current), contributionsByKey(earlier)];
  const words = storedContributions(earlier).map((one): Contribution => {
    const known = is.get(keyOfContribution(one));
    if (one.origin !== own || !known || isSameTag(known, one)) return one;
    return { ...one, at: laterThan(latestOf([changeOf(known), changeOf(one)]), at) };
  });
  // An own tag that came since is taken off: a colleague who has it would bring it back.
  const since = [...is]
    .filter(([key, one]) => one.origin === own && !one.isMoved && !was.has(key))
    .map(([, one]): Contribution => ({ ...one, isOff: true, at: laterThan(changeOf(one), at) }));
  const stands = new Set((earlier.removals ?? []).filter(({ isUndone }) => !isUndone).map((one) => one.at));
  const removals = joinRemovals(
    withUndone(current.removals, (one) => !stands.has(one.at)),
    earlier.removals,
  );
  const back = {
    ...withContributions({ ...earlier, ...(removals.length > 0 && { removals }) }, [...words, ...since]),
    updatedAt: at,
  };
  const result = withLife(stamped(current, back), at);
  return isLive(earlier) || !isLive(result) ? result : deletePiece(result, at, own);
}

/** @returns whether a reader sees the same in two versions of a piece, whenever it was said */
export function saysTheSame(a: Piece, b: Piece): boolean {
  return sameValue(said(a), said(b));
}

function said({ changedAt: _, updatedAt: _at, taggedAt: _since, removals: _off, ...piece }: Piece): unknown {
  const isDeleted = piece.deletedAt !== undefined;
  const contributions = storedContributions({ ...piece, taggedAt: _since })
    .filter(({ isOff, isMoved }) => !isMoved && (isDeleted || !isOff))
    .map(saying);
  return { ...piece, deletedAt: isDeleted, contributions };
}

function isSameTag(a: Contribution, b: Contribution): boolean {
  return a.isOff === b.isOff && sameValue(saying(a), saying(b));
}

/** @returns what a contribution says, without its times */
function saying({ origin, by, note, from }: Contribution): unknown {
  return [origin, by, note, from ?? ''];
}
