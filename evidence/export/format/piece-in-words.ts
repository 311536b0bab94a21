/** Puts a piece into words, once for all document formats; each has its own layout. */

import { isWebAddress } from '../../page/page-address.ts';
import { contributionsOf, namesOf, notesOf } from '../../piece/contribution.ts';
import { guessAccess } from '../../piece/facts.ts';
import type { Piece } from '../../piece/piece.ts';
import { linkToQuote } from '../../piece/text-fragment.ts';
import type { ExportOptions, ExportWords } from './contract.ts';

/** A passage of the page, and the address that leads to it; no address for evidence without a web page. */
export interface LinkedQuote {
  readonly passage: string;
  readonly link: string | undefined;
}

/** A fact about a piece, with the head of its column in a table. */
export interface NamedFact {
  readonly head: string;
  readonly value: string;
  /** The value for machines (ISO 8601), if it is a day or a time. */
  readonly time?: string;
}

/** @returns the address to link to; undefined for anything that must not become a link. */
export function linkOf({ url }: Piece): string | undefined {
  return isWebAddress(url) ? url : undefined;
}

/** @returns where a piece is: the address of its page, or where it is kept. */
export function whereIs({ url, place }: Piece, words: ExportWords): string {
  if (isWebAddress(url)) return url;
  return place ? `${words.keptAt}: ${place}` : words.notOnTheWeb;
}

/** @returns the passages that have something to read. */
export function quotesOf({ url, quotes = [] }: Piece): readonly LinkedQuote[] {
  return quotes
    .filter(({ exact }) => exact.trim() !== '')
    .map((quote) => ({
      passage: quote.exact.trim(),
      link: isWebAddress(url) ? linkToQuote(url, quote) : undefined,
    }));
}

/** @returns who can open a piece: as somebody stated, or a guess that says that it is one. */
export function whoCanOpen({ url, access }: Piece, words: ExportWords): string {
  return access ? words.access[access] : words.probableAccess[guessAccess(url)];
}

/**
 * @returns why a piece is evidence, with a name at each note if there are several. Empty if nobody wrote one
 */
export function noteOf(piece: Piece): string {
  const notes = notesOf(piece);
  const isOnePersons = notes.length < 2 && (notes[0]?.by ?? '') === (contributionsOf(piece)[0]?.by ?? '');
  return notes.map(({ by, note }) => (isOnePersons || by === '' ? note : `${by}: ${note}`)).join('\n\n');
}

/** @returns the names of all who tagged a piece, in one line; empty if nobody gave a name */
export function taggersOf(piece: Piece): string {
  return namesOf(piece).join('; ');
}

/** @returns all labels in one line. */
export function labelsOf({ labels = [] }: Piece): string {
  return labels.join('; ');
}

/**
 * @returns the facts that a document shows besides title, place, note and quotes, in the order of the
 *   columns. They say if the piece is outside the period of the application. A missing day of the activity
 *   stays missing: the day of tagging does not replace it
 */
export function factsInWords(
  piece: Piece,
  words: ExportWords,
  { isOutside }: Pick<ExportOptions, 'isOutside'> = {},
): readonly NamedFact[] {
  const { columns } = words;
  const { activityDate, taggedAt } = piece;
  const taggedBy = taggersOf(piece);
  const facts: (NamedFact | undefined)[] = [
    activityDate
      ? { head: columns.activityDate, value: words.day(activityDate), time: activityDate }
      : undefined,
    { head: columns.taggedOn, value: words.date(taggedAt), time: taggedAt },
    isOutside?.(piece) ? { head: words.report.period, value: words.outsidePeriod } : undefined,
    taggedBy ? { head: columns.taggedBy, value: taggedBy } : undefined,
    labelsOf(piece) ? { head: columns.labels, value: labelsOf(piece) } : undefined,
    isAccessWorthSaying(piece) ? { head: columns.access, value: whoCanOpen(piece, words) } : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** Omits that everyone can probably open a page: readers take it for granted. */
function isAccessWorthSaying({ url, access }: Piece): boolean {
  return access !== undefined || (isWebAddress(url) && guessAccess(url) !== 'everyone');
}

/** @returns the lines of each paragraph; blank lines separate paragraphs. */
export function paragraphsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => paragraph.trim().split('\n'));
}
