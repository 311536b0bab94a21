/** What a table says of a piece, once for all kinds of table. */
import type { Evidence } from '../evidence.ts';
import { DEFAULT_STATUS } from '../facts.ts';
import { domainNumber } from '../mission-domain.ts';
import type { ExportWords } from './contract.ts';
import { labelsOf, noteOf, quotesOf, taggersOf, whereIs, whoCanOpen } from './piece-in-words.ts';

/** The columns in their order; their heads are `words.columns`. */
export const COLUMNS = [
  'number',
  'domain',
  'title',
  'address',
  'note',
  'quotes',
  'activityDate',
  'taggedOn',
  'taggedBy',
  'labels',
  'access',
  'status',
] as const satisfies readonly (keyof ExportWords['columns'])[];

/** See {@link COLUMNS}. */
export type Column = (typeof COLUMNS)[number];

/** The row of a piece; the two dates are YYYY-MM-DD, and what is not known is empty. */
export type TableRow = { readonly number: number } & Readonly<Record<Exclude<Column, 'number'>, string>>;

/** @returns what stands in each column for a piece */
export function rowOf(piece: Evidence, words: ExportWords): TableRow {
  const { domain, title, activityDate, taggedAt, status } = piece;
  return {
    number: domainNumber(domain),
    domain: words.domainTitles[domain].text,
    title,
    address: whereIs(piece, words),
    note: noteOf(piece),
    quotes: quotesOf(piece)
      .map(({ passage }) => passage)
      .join('\n\n'),
    activityDate: activityDate ?? '',
    taggedOn: words.isoDate(taggedAt),
    taggedBy: taggersOf(piece),
    labels: labelsOf(piece),
    access: whoCanOpen(piece, words),
    status: words.status[status ?? DEFAULT_STATUS],
  };
}
