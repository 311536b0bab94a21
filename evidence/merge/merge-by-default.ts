/**
 * Merges a piece as long as nobody chooses: an ordinary merge, with exceptions that times alone don't decide.
 * Only the importing list knows those, so they aren't part of the merge itself.
 */
import {
  type Contribution,
  changeOf,
  contributionsOf,
  firstTagged,
  keyOfContribution,
  MAX_CONTRIBUTIONS,
} from '../piece/contribution.ts';
import type { Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { mergePiece } from './merge-pieces.ts';
import { joined, type PieceState, pieceOf, stateOf } from './piece-state.ts';

/**
 * Merges a piece of the list with the piece in the files. One's own words stay as they are in the list,
 * because nobody else writes them.
 * @param here the piece of the list, live or not
 * @param own the installation that imports; undefined if it has written nothing yet
 * @returns the piece; `here` itself if nothing changes. Own words that win against a later time get the
 *   latest time, so that they win in colleagues' lists too
 */
export function mergedByDefault(here: Piece | undefined, file: Piece, own: string | undefined): Piece {
  const mayBeFull = countOf(here) + countOf(file) > MAX_CONTRIBUTIONS;
  if (!here) return mayBeFull ? pieceOf(fitting(stateOf(file), undefined, own)) : file;
  const isKept = ownWordsDiffer(here, file, own);
  if (!isKept && !mayBeFull) return mergePiece(here, file);
  const mine = stateOf(here);
  const both = joined(mine, stateOf(file));
  return changed(here, mine, isKept ? withOwnWords(both, mine, own) : both, own);
}

/**
 * Takes only what the list doesn't have, from files with an impossible time (import/believed-times.ts):
 * nothing in the list is replaced or deleted.
 * @returns the piece; `here` itself if nothing changes
 */
export function withAdditions(here: Piece | undefined, file: Piece, own: string | undefined): Piece {
  if (!here) return mergedByDefault(here, file, own);
  const mine = stateOf(here);
  const both = joined(mine, stateOf(file));
  const added: PieceState = {
    ...both,
    registers: new Map([...both.registers, ...mine.registers]),
    words: new Map([...both.words, ...mine.words]),
    removals: mine.removals,
  };
  return changed(here, mine, added, own);
}

/** @returns whether both have one's own words, and they differ */
export function ownWordsDiffer(here: Piece, file: Piece, own: string | undefined): boolean {
  if (own === undefined) return false;
  const [mine = [], theirs = []] = [here, file].map((piece) =>
    contributionsOf(piece).filter(({ origin }) => origin === own),
  );
  return mine.some((one) => {
    const said = theirs.find(({ from }) => from === one.from);
    return said !== undefined && !sameWords(one, said);
  });
}

function countOf(piece: Piece | undefined): number {
  return piece?.contributions?.length ?? 0;
}

function changed(here: Piece, mine: PieceState, after: PieceState, own: string | undefined): Piece {
  const piece = pieceOf(fitting(after, mine, own));
  return sameValue(piece, pieceOf(mine)) ? here : piece;
}

function withOwnWords(both: PieceState, mine: PieceState, own = ''): PieceState {
  const words = new Map(both.words);
  for (const [key, said] of mine.words) {
    const is = both.words.get(key);
    if (said.origin !== own || !is || sameWords(is, said)) continue;
    words.set(key, { ...said, at: laterThan(changeOf(is), changeOf(is)) });
  }
  return { ...both, words };
}

/**
 * Keeps within the limit of notes: everything in the list stays, one's own words first, then as many of the
 * files' as fit.
 */
function fitting(both: PieceState, mine: PieceState | undefined, own: string | undefined): PieceState {
  if (both.words.size <= MAX_CONTRIBUTIONS) return both;
  const stays = (one: Contribution) =>
    Number(one.origin === own || mine?.words.has(keyOfContribution(one)) === true);
  const order = [...both.words.values()].sort((a, b) => stays(b) - stays(a) || firstTagged(a, b));
  const most = Math.max(MAX_CONTRIBUTIONS, mine?.words.size ?? 0);
  return { ...both, words: new Map(order.slice(0, most).map((one) => [keyOfContribution(one), one])) };
}

function sameWords(a: Contribution, b: Contribution): boolean {
  return a.note === b.note && a.by === b.by;
}
