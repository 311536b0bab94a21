/** Makes the cells of a piece, once for all kinds of table. */

import { joinLabels } from '../files/label-cell.ts';
import { COLUMNS, type Column, tableAuthors } from '../files/table-columns.ts';
import { domainNumber } from '../mission-domain.ts';
import type { Contribution } from '../piece/contribution.ts';
import { DEFAULT_STATUS } from '../piece/facts.ts';
import type { Piece } from '../piece/piece.ts';
import { tableIdCell, tableName } from '../piece/table-id.ts';
import type { ExportWords } from './format/contract.ts';
import { quotesOf, whereIs, whoCanOpen } from './format/piece-in-words.ts';

/**
 * A column of one table. Each colleague who tagged a piece has a pair of columns, name and note. The first
 * pair is among {@link COLUMNS}, the others follow the status, with a number in the head. With one cell for
 * all, three long notes would be more than a cell of Excel holds, and import could not reliably separate the
 * notes again.
 */
export interface TableColumn {
  readonly column: Column;
  /** The colleague whose words it holds, counted from 1. */
  readonly author: number;
  readonly head: string;
}

/** @returns the columns of a table of these pieces */
export function tableColumns(pieces: readonly Piece[], words: ExportWords): readonly TableColumn[] {
  const most = pieces.reduce((sum, piece) => Math.max(sum, tableAuthors(piece).length), 1);
  const others = Array.from({ length: most - 1 }, (_, index) =>
    (['taggedBy', 'note'] as const).map((column) => {
      return { column, author: index + 2, head: `${words.columns[column]} (${index + 2})` };
    }),
  ).flat();
  const all = COLUMNS.map((column) => ({ column, author: 1, head: words.columns[column] }));
  return [...all.slice(0, -1), ...others, ...all.slice(-1)];
}

/** @returns the row of a piece: the two dates are YYYY-MM-DD, and unknown values are empty */
export function rowOf(
  piece: Piece,
  columns: readonly TableColumn[],
  words: ExportWords,
): readonly (string | number)[] {
  const authors = tableAuthors(piece);
  return columns.map(({ column, author }) => cellOf(column, piece, authors, authors[author - 1], words));
}

function cellOf(
  column: Column,
  piece: Piece,
  authors: readonly Contribution[],
  author: Contribution | undefined,
  words: ExportWords,
): string | number {
  switch (column) {
    case 'number':
      return domainNumber(piece.domain);
    case 'domain':
      return words.domainTitles[piece.domain].text;
    case 'title':
      return piece.title;
    case 'address':
      return whereIs(piece, words);
    case 'note':
      return author && author.note.trim() !== '' ? author.note : '';
    case 'quotes':
      return quotesOf(piece)
        .map(({ passage }) => passage)
        .join('\n\n');
    case 'activityDate':
      return piece.activityDate ?? '';
    case 'taggedOn':
      return words.isoDate(piece.taggedAt);
    case 'taggedBy':
      return author?.by ?? '';
    case 'labels':
      return joinLabels(piece.labels ?? []);
    case 'access':
      return whoCanOpen(piece, words);
    case 'status':
      return words.status[piece.status ?? DEFAULT_STATUS];
    case 'id':
      return tableIdCell({ piece: tableName(piece), origins: authors.map(({ origin }) => origin) });
  }
}
