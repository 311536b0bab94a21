/** Makes a piece from one row of a table. */

import { splitLabels } from '../files/label-cell.ts';
import { type Column, MAX_SHEET_CELL_LENGTH } from '../files/table-columns.ts';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { checkAddress, isOfflineAddress, offlineAddress } from '../page/page-address.ts';
import { MAX_CONTRIBUTIONS, type StoredContribution } from '../piece/contribution.ts';
import { MAX_LABEL_LENGTH, MAX_LABELS, MAX_PLACE_LENGTH } from '../piece/facts.ts';
import { PIECE_VERSION, type Piece, parsePiece } from '../piece/piece.ts';
import { MAX_QUOTE_LENGTH, MAX_QUOTES } from '../piece/quote.ts';
import { readTableId, tableName, unnamedOrigin } from '../piece/table-id.ts';
import {
  cleanText,
  cleanTitle,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_ORIGIN_LENGTH,
  MAX_TITLE_LENGTH,
} from '../values/clean-text.ts';
import { hash } from '../values/hash.ts';
import { MAX_CELL_LENGTH } from './csv-rows.ts';
import { type DayCount, type DayOrder, readDay } from './table-day.ts';
import type { Lexicon } from './table-lexicon.ts';

/** One author in a row, with the note. */
export interface RowAuthor {
  readonly by: string;
  readonly note: string;
}

/** A row by its columns; columns that the table lacks are missing. */
export interface Row {
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  /** The pairs of name and note, in order. */
  readonly authors: readonly RowAuthor[];
}

/** Why a cell can't be read. */
export type CellProblem =
  /** A value that every row needs is missing. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'domain' }
  | { readonly kind: 'address' }
  | { readonly kind: 'day' }
  | { readonly kind: 'word' }
  | { readonly kind: 'access' }
  | { readonly kind: 'too-long'; readonly limit: number }
  | { readonly kind: 'too-many'; readonly limit: number };

/** A cell that can't be read. */
export interface CellFault {
  readonly column: Column;
  readonly author: number;
  readonly problem: CellProblem;
}

/** Everything that reading a row needs beside the row. */
export interface RowContext {
  readonly lexicon: Lexicon;
  readonly dayOrder: DayOrder;
  readonly dayCount: DayCount;
  /** ISO 8601 UTC, for rows without a time of tagging. */
  readonly now: string;
}

/**
 * @returns the piece, or all faults of the row. Its times are days. The status is set even if it is the
 *   default, because a table states it. Each author has an origin: the one in the row's id if the id is that
 *   of this page, else one made from the name, so that a colleague is the same author in every table
 */
export function readRow(row: Row, context: RowContext): Piece | readonly CellFault[] {
  const { lexicon } = context;
  const faults: CellFault[] = [];
  const wrong = (column: Column, problem: CellProblem, author = 1) => {
    faults.push({ column, problem, author });
  };
  const cell = (column: Column) => row.cells[column]?.trim() ?? '';

  for (const [column, said] of Object.entries(row.cells)) {
    if (said.length > MAX_CELL_LENGTH) wrong(column as Column, { kind: 'too-long', limit: MAX_CELL_LENGTH });
  }
  // If a cell was not even read to its end, other faults aren't worth reporting.
  if (faults.length > 0) return faults;
  const domain = domainOf(cell('number'), cell('domain'), lexicon);
  if (!domain) {
    const kind = cell('number') || cell('domain') ? 'domain' : 'missing';
    wrong(row.cells.number === undefined ? 'domain' : 'number', { kind });
  }
  const address = addressOf(row, lexicon);
  if (!address) wrong('address', { kind: cell('address') ? 'address' : 'missing' });
  if (address?.place && address.place.length > MAX_PLACE_LENGTH) {
    wrong('address', { kind: 'too-long', limit: MAX_PLACE_LENGTH });
  }

  const title = lexicon.isUntitled(cell('title')) ? '' : cell('title');
  if (title.length > MAX_TITLE_LENGTH) wrong('title', { kind: 'too-long', limit: MAX_TITLE_LENGTH });

  const dayOf = (column: Column) => {
    const said = cell(column);
    const day = said === '' ? undefined : readDay(said, context.dayOrder, context.dayCount);
    if (said !== '' && day === undefined) wrong(column, { kind: 'day' });
    return day;
  };
  const activityDate = dayOf('activityDate');
  const taggedOn = dayOf('taggedOn');

  const labels = splitLabels(cell('labels'));
  if (labels.length > MAX_LABELS) wrong('labels', { kind: 'too-many', limit: MAX_LABELS });
  if (labels.some((label) => label.length > MAX_LABEL_LENGTH)) {
    wrong('labels', { kind: 'too-long', limit: MAX_LABEL_LENGTH });
  }
  const quotes = quotesOf(row.cells.quotes ?? '', lexicon);
  if (quotes.length > MAX_QUOTES) wrong('quotes', { kind: 'too-many', limit: MAX_QUOTES });
  if (quotes.some((text) => text.length > MAX_QUOTE_LENGTH)) {
    wrong('quotes', { kind: 'too-long', limit: MAX_QUOTE_LENGTH });
  }

  const status = lexicon.statusOf(cell('status'));
  if (cell('status') !== '' && !status) wrong('status', { kind: 'word' });
  // A guess isn't stored: it can be guessed again.
  const access = lexicon.accessOf(cell('access'));
  if (cell('access') !== '' && !access && !lexicon.isGuessedAccess(cell('access'))) {
    wrong('access', { kind: 'access' });
  }

  for (const [index, { by, note }] of row.authors.entries()) {
    if (note.length > MAX_NOTE_LENGTH) wrong('note', { kind: 'too-long', limit: MAX_NOTE_LENGTH }, index + 1);
    if (by.trim().length > MAX_NAME_LENGTH) {
      wrong('taggedBy', { kind: 'too-long', limit: MAX_NAME_LENGTH }, index + 1);
    }
  }
  if (faults.length > 0 || !domain || !address) return faults;

  const taggedAt = taggedOn === undefined ? context.now : `${taggedOn}T00:00:00.000Z`;
  const said = contributionsOf(row, { domain, url: address.url });
  const parsed = parsePiece({
    version: PIECE_VERSION,
    domain,
    url: address.url,
    title,
    taggedAt,
    updatedAt: taggedAt,
    ...(address.place && { place: address.place }),
    ...(quotes.length > 0 && { quotes: quotes.map((exact) => ({ exact, prefix: '', suffix: '' })) }),
    ...(activityDate && { activityDate }),
    ...(labels.length > 0 && { labels }),
    ...(access && { access }),
    ...(status && { status }),
    contributions: said.slice(0, MAX_CONTRIBUTIONS),
  });
  return parsed.state === 'ok'
    ? parsed.piece
    : [{ column: 'address', author: 1, problem: { kind: 'address' } }];
}

/** @returns the domain. The number wins over the title; a spreadsheet may have written it as `2.0` */
export function domainOf(number: string, title: string, lexicon: Lexicon): MissionDomain | undefined {
  if (number.trim() === '') return lexicon.domainOf(title);
  const [, digit] = /^([1-5])(?:[.,]0*)?$/.exec(number.trim()) ?? [];
  return MISSION_DOMAINS.find((one) => String(domainNumber(one)) === digit);
}

function addressOf(
  { cells }: Row,
  { isNotOnTheWeb, placeOf }: Lexicon,
): { readonly url: string; readonly place?: string } | undefined {
  const address = cells.address?.trim() ?? '';
  const checked = checkAddress(address);
  if (checked.ok) return { url: checked.url };
  const place = placeOf(address);
  const name = readTableId(cells.id ?? '')?.piece ?? '';
  const isEmptied = address === '' && isOfflineAddress(name);
  if (place === undefined && !isNotOnTheWeb(address) && !isEmptied) return undefined;
  const url = isOfflineAddress(name)
    ? name
    : offlineAddress(uuidFrom(`${cells.title}\n${address}\n${cells.taggedOn}`));
  return { url, ...(place && { place: cleanTitle(place) }) };
}

/**
 * Makes a UUID from a row. In a table without ids, evidence that isn't a web page has no address: the same
 * row must become the same piece.
 */
function uuidFrom(text: string): string {
  const digits = hash(text) + hash(`${text}\n`);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

/**
 * @returns whether all quotes of the cell are complete: our own export marks where it had to cut, and a
 *   spreadsheet cuts silently
 */
export function isWholeQuotesCell(cell: string, { beforeShortened }: Lexicon): boolean {
  return beforeShortened(cell.trimEnd()) === undefined && cell.length !== MAX_SHEET_CELL_LENGTH;
}

/** Leaves out a quote that was cut because the cell was full: it isn't what the page says. */
function quotesOf(cell: string, lexicon: Lexicon): readonly string[] {
  const passages = cell
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter(Boolean);
  return isWholeQuotesCell(cell, lexicon) ? passages : passages.slice(0, -1);
}

function contributionsOf(
  { cells, authors }: Row,
  page: Pick<Piece, 'domain' | 'url'>,
): readonly StoredContribution[] {
  const id = readTableId(cells.id ?? '');
  // A row that was copied for another page still has the id of the first.
  const origins = id?.piece === tableName(page) ? id.origins : [];
  const said = authors.map(({ by, note }, index) => {
    const origin = origins[index] ?? '';
    const isOne = origin !== '' && origin.length <= MAX_ORIGIN_LENGTH;
    const name = cleanTitle(by);
    return {
      origin: isOne ? origin : unnamedOrigin(page, name),
      by: name,
      note: cleanText(note),
    };
  });
  const first = said[0] ?? { origin: unnamedOrigin(page, ''), by: '', note: '' };
  const others = said.slice(1).filter(({ by, note }) => by !== '' || note.trim() !== '');
  const unique = new Map([first, ...others].map((one) => [one.origin, one]));
  return [...unique.values()];
}
