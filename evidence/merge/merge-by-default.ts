/**
 * What a merge makes of a piece unless somebody chooses: what merging makes of it, but for what times do not decide
 * alone. Only the list that imports knows that, so it is no part of the merge itself.
 */
import { type Contribution, contributionsOf, firstTagged, MAX_CONTRIBUTIONS } from '../piece/contribution.ts';
import type { Piece } from '../piece/piece.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { mergePiece } from './merge-pieces.ts';
import { joined, type PieceState, pieceOf, stateOf } from './piece-state.ts';

/**
 * Merges a piece of the list with what files say of it. One's own words stay as they are in the list: nobody else
 * writes them.
 * @param here the piece of the list, live or not
 * @param own the installation that imports; undefined where it has written nothing yet
 * @returns the piece; `here` itself where nothing changes. Own words that hold against a later time become the latest,
 *   so that they hold at colleagues', too
 */
export function mergedByDefault(here: Piece | undefined, file: Piece, own: string | undefined): Piece {
  const mayBeFull = countOf(here) + countOf(file) > MAX_CONTRIBUTIONS + 1;
  if (!here) return mayBeFull ? pieceOf(fitting(stateOf(file), undefined, own)) : file;
  const isKept = ownWordsDiffer(here, file, own);
  if (!isKept && !mayBeFull) return mergePiece(here, file);
  const mine = stateOf(here);
  const both = joined(mine, stateOf(file));
  return changed(here, mine, isKept ? withOwnWords(both, mine, own) : both, own);
}

/**
 * Takes from files in which a time cannot be (import/believed-times.ts) only what the list has not: nothing in it is
 * replaced or taken off.
 * @returns the piece; `here` itself where nothing changes
 */
export function withAdditions(here: Piece | undefined, file: Piece, own: string | undefined): Piece {
  if (!here) return mergedByDefault(here, file, own);
  const mine = stateOf(here);
  const both = joined(mine, stateOf(file));
  const added: PieceState = {
    ...both,
    registers: new Map([...both.registers, ...mine.registers]),
    words: new Map([...both.words, ...mine.words]),
    life: mine.life.off ? both.life : mine.life,
  };
  return changed(here, mine, added, own);
}

/** @returns whether both have words of one's own, and not the same ones */
export function ownWordsDiffer(here: Piece, file: Piece, own: string | undefined): boolean {
  if (own === undefined) return false;
  const [mine, theirs] = [here, file].map((one) => contributionsOf(one).find(({ origin }) => origin === own));
  return mine !== undefined && theirs !== undefined && !sameWords(mine, theirs);
}

function countOf(piece: Piece | undefined): number {
  return piece ? contributionsOf(piece).length : 0;
}

function changed(here: Piece, mine: PieceState, after: PieceState, own: string | undefined): Piece {
  const piece = pieceOf(fitting(after, mine, own));
  return sameValue(piece, pieceOf(mine)) ? here : piece;
}

function withOwnWords(both: PieceState, mine: PieceState, own = ''): PieceState {
  const [is, said] = [both.words.get(own), mine.words.get(own)];
  if (!is || !said || sameWords(is, said)) return both;
  const last = is.at ?? is.taggedAt;
  return { ...both, words: new Map(both.words).set(own, { ...said, at: laterThan(last, last) }) };
}

/** What is in the list stays, and one's own words first of all; of the files' as many as there is room for. */
function fitting(both: PieceState, mine: PieceState | undefined, own: string | undefined): PieceState {
  if (both.words.size <= MAX_CONTRIBUTIONS + 1) return both;
  const stays = ({ origin }: Contribution) => Number(origin === own || mine?.words.has(origin) === true);
  const order = [...both.words.values()].sort((a, b) => stays(b) - stays(a) || firstTagged(a, b));
  const most = Math.max(MAX_CONTRIBUTIONS + 1, mine?.words.size ?? 0);
  return { ...both, words: new Map(order.slice(0, most).map((one) => [one.origin, one])) };
}

function sameWords(a: Contribution, b: Contribution): boolean {
  return a.note === b.note && a.by === b.by;
}
