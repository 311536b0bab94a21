/**
 * Finds rows of a table that have the id of a piece in the list but another page or domain: somebody changed
 * the row, or copied it. A changed domain is a move. If an address changed, it may have been corrected, or
 * the row may have been used for another page: nobody can know, so the row is a piece of its own unless
 * somebody says otherwise.
 */

import type { RowId, ToldRow } from '../files/told-row.ts';
import type { MissionDomain } from '../mission-domain.ts';
import { contributionsOf } from '../piece/contribution.ts';
import { isLive, type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import { tableName } from '../piece/table-id.ts';
import type { Steps } from '../values/in-slices.ts';
import type { PieceList } from './merge-lists.ts';
import { isSameText } from './same-text.ts';

/** The place where a row says that a piece of the list is now. */
export interface MovedRow {
  readonly domain: MissionDomain;
  readonly url: string;
  /** Set if it is another page: the piece with all changes of the row, which come with the address. */
  readonly row?: Piece;
}

/** A changed row, by its old and its new place. */
export interface RowMove {
  readonly from: PieceId;
  readonly to: PieceId;
}

/** How many pieces of the list are one step: a few milliseconds of work. */
const STEP_PIECES = 500;

/**
 * @param mine the list
 * @param rows the pieces of a table
 * @param ids the ids of its rows
 * @returns the rows to offer as changes, and the rows that copy another row's id. If the list has a row's
 *   page under its domain already, the row belongs to that piece
 */
export function* findingMoves(
  mine: PieceList,
  rows: PieceList,
  ids: ReadonlyMap<PieceId, RowId>,
): Steps<{ readonly moves: readonly RowMove[]; readonly copies: readonly PieceId[] }> {
  const strays = [...ids].filter(([id]) => !isLive(mine.get(id)));
  const wanted = new Set(strays.map(([, { piece }]) => piece));
  const here = new Map<string, PieceId[]>();
  let handled = 0;
  for (const piece of strays.length > 0 ? mine.values() : []) {
    if (++handled % STEP_PIECES === 0) yield;
    if (!isLive(piece)) continue;
    const name = tableName(piece);
    if (wanted.has(name)) here.set(name, [...(here.get(name) ?? []), pieceId(piece.domain, piece.url)]);
  }
  const moves: RowMove[] = [];
  const copies: PieceId[] = [];
  for (const [to, { piece, isCopied }] of strays) {
    const [from, ...others] = here.get(piece) ?? [];
    if (from === undefined) continue;
    if (isCopied) copies.push(to);
    // Evidence that isn't on the web has one id under every domain.
    else if (others.length === 0 && !rows.has(from)) moves.push({ from, to });
  }
  return { moves, copies };
}

/**
 * @returns a row as a change of its original piece, with the authors of that piece as far as the id names
 *   them
 */
export function asRowOf(here: Piece, row: Piece, { origins }: RowId): Piece {
  const known = new Set(contributionsOf(here).map(({ origin }) => origin));
  const named = (origin: string) => {
    const own = origins.get(origin);
    return own !== undefined && known.has(own) ? own : origin;
  };
  const contributions = row.contributions?.map((one) => ({ ...one, origin: named(one.origin) }));
  return { ...row, domain: here.domain, url: here.url, ...(contributions && { contributions }) };
}

/** @returns the number of rows in which a name differs from the list */
export function* countingRenamedRows(mine: PieceList, told: ReadonlyMap<PieceId, ToldRow>): Steps<number> {
  let [handled, count] = [0, 0];
  for (const [id, { names }] of told) {
    if (++handled % STEP_PIECES === 0) yield;
    const here = mine.get(id);
    if (!isLive(here)) continue;
    const isRenamed = contributionsOf(here).some(({ origin, by }) => {
      const name = names.get(origin);
      return name !== undefined && !isSameText(by, name);
    });
    if (isRenamed) count += 1;
  }
  return count;
}
