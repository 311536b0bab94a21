/**
 * Prepares a table or a bookmarks file for merging. Both hold less than a backup: days instead of times, and
 * no authors. A value that equals the list's gets its author and time. A different value never replaces the
 * list's by itself, and never makes a new author of somebody who is one already: it gets a time just before
 * the value it would replace, so that the preview offers it and somebody decides.
 */

import { isOfflineAddress } from '../page/page-address.ts';
import {
  type Contribution,
  changeOf,
  contributionsOf,
  keyOfContribution,
  storedContributions,
} from '../piece/contribution.ts';
import { DEFAULT_STATUS } from '../piece/facts.ts';
import { isLive, type Piece, type PieceId, pieceId } from '../piece/piece.ts';
import type { Quote } from '../piece/quote.ts';
import { unnamedOrigin } from '../piece/table-id.ts';
import { withContributions } from '../piece/with-contributions.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';
import { sameValue } from '../values/same-value.ts';
import type { EmptiedCells } from './emptied-cells.ts';
import type { PieceList } from './merge-lists.ts';
import { type PieceState, pieceOf, type Register, seenWords, stateOf } from './piece-state.ts';
import { isSameText } from './same-text.ts';

/**
 * @param mine the list, in which words and quotes are found again
 * @param rows the pieces of a table or a bookmarks file
 * @param emptied the values that were deleted from the table ({@link emptiedCells})
 * @param own the installation that imports: words without a name become its own
 * @returns the pieces to merge
 */
export function piecesToMerge(
  mine: PieceList,
  rows: PieceList,
  emptied?: ReadonlyMap<PieceId, EmptiedCells>,
  own?: string,
): PieceList {
  return atOnce(makingPieces(mine, rows, emptied, own));
}

/** How many rows are one step: a few milliseconds of work. */
const STEP_ROWS = 20;

/** Works as {@link piecesToMerge} does, with a stop after every few rows. */
export function* makingPieces(
  mine: PieceList,
  rows: PieceList,
  emptied?: ReadonlyMap<PieceId, EmptiedCells>,
  own?: string,
): Steps<PieceList> {
  const offline = new Map<string, Piece>();
  for (const piece of mine.values()) {
    if (isLive(piece) && isOfflineAddress(piece.url)) offline.set(nameOf(piece), piece);
  }
  const pieces = new Map<PieceId, Piece>();
  let handled = 0;
  for (const [id, said] of rows) {
    if (++handled % STEP_ROWS === 0) yield;
    const row = own === undefined ? said : withNamelessAs(own, said);
    // In a table without ids, evidence that isn't a web page has no address: find it by its name.
    const known = mine.get(id) ?? (isOfflineAddress(row.url) ? offline.get(nameOf(row)) : undefined);
    const piece = isLive(known) ? fromKnownRow(known, row, emptied?.get(id)) : fromNewRow(row);
    pieces.set(pieceId(piece.domain, piece.url), piece);
  }
  return pieces;
}

function nameOf({ domain, title, place = '' }: Piece): string {
  return [domain, title, place].join('\n');
}

function withNamelessAs(own: string, row: Piece): Piece {
  const contributions = storedContributions(row).map((one) => {
    return one.by === '' && one.origin === unnamedOrigin(row, '') ? { ...one, origin: own } : one;
  });
  return withContributions(row, contributions);
}

/** Makes a piece that isn't in the list; the default status is left out. */
function fromNewRow({ status, ...row }: Piece): Piece {
  return pieceOf(stateOf({ ...(row as Piece), ...(status !== DEFAULT_STATUS && { status }) }));
}

function fromKnownRow(here: Piece, row: Piece, emptied: EmptiedCells | undefined): Piece {
  const [own, said] = [stateOf(here), stateOf(withKnownTexts(here, row))];
  const registers = new Map<string, Register>();
  for (const [name, one] of said.registers) {
    const known = own.registers.get(name);
    const value = known?.value ?? (name === 'status' ? DEFAULT_STATUS : undefined);
    if (name === 'url' || sameValue(value, one.value)) {
      if (known) registers.set(name, known);
    } else {
      registers.set(name, known ? { value: one.value, at: momentBefore(known.at) } : one);
    }
  }
  for (const name of emptied?.registers ?? []) {
    const known = own.registers.get(name);
    if (known) registers.set(name, { value: undefined, at: momentBefore(known.at) });
  }
  const words = wordsOf(own, row);
  for (const origin of emptied?.notes ?? []) {
    const known = seenWords(own).find((one) => one.origin === origin);
    if (known) words.set(keyOfContribution(known), { ...known, note: '', at: momentBefore(changeOf(known)) });
  }
  return pieceOf({ ...own, registers, words });
}

/**
 * Uses the list's texts for equal ones: a table keeps a quote without its context, and an old one loses
 * letters.
 */
function withKnownTexts(here: Piece, { quotes, labels, ...rest }: Piece): Piece {
  const known = (text: string | undefined, said: string | undefined) =>
    text !== undefined && said !== undefined && isSameText(text, said) ? text : said;
  const [title, place] = [known(here.title, rest.title) ?? '', known(here.place, rest.place)];
  return {
    ...(rest as Piece),
    title,
    ...(place !== undefined && { place }),
    ...(labels && {
      labels: labels.map((label) => here.labels?.find((one) => isSameText(one, label)) ?? label),
    }),
    ...(quotes && { quotes: [...withKnownPassages(here.quotes ?? [], quotes)] }),
  };
}

/**
 * Compares the cells first: whether there is an apostrophe before the first quote may depend on the next one
 * in the same cell.
 */
function withKnownPassages(known: readonly Quote[], said: readonly Quote[]): readonly Quote[] {
  const cell = (quotes: readonly Quote[]) => quotes.map(({ exact }) => exact.trim()).join('\n\n');
  if (isSameText(cell(known), cell(said))) return known;
  return said.map((quote) => known.find(({ exact }) => isSameText(exact, quote.exact)) ?? quote);
}

/**
 * @returns everybody's words in the list, changed where the row differs; authors that the row doesn't name
 *   keep theirs
 */
function wordsOf(own: PieceState, row: Piece): Map<string, Contribution> {
  const words = new Map(own.words);
  const all = seenWords(own);
  for (const said of contributionsOf(row)) {
    if (said.note.trim() === '' && (said.by === '' || all.some(({ by }) => isSameText(by, said.by))))
      continue;
    const isSaid = all.some(
      ({ by, note }) => (said.by === '' || isSameText(by, said.by)) && isSameText(note, said.note),
    );
    if (isSaid) continue;
    const author = authorOf(own, said);
    if (!author) words.set(said.origin, said);
    else if (said.note.trim() !== '' && !isSameText(author.note, said.note)) {
      const at = momentBefore(changeOf(author));
      words.set(keyOfContribution(author), { ...author, note: said.note, at });
    }
  }
  return words;
}

/** @returns the author of some words: the same installation, else the only author of that name */
function authorOf(own: PieceState, { origin, by }: Contribution): Contribution | undefined {
  const all = seenWords(own);
  const known = all.find((one) => one.origin === origin);
  if (known || by === '') return known;
  const [author, ...others] = all.filter((one) => isSameText(one.by, by));
  return others.length === 0 ? author : undefined;
}

function momentBefore(time: string): string {
  return time <= FIRST_TIME ? time : new Date(Date.parse(time) - 1).toISOString();
}

/** The first time with a year of four digits. */
const FIRST_TIME = '0000-01-01T00:00:00.000Z';
