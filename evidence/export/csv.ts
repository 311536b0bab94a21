import type { Evidence } from '../evidence.ts';
import { DEFAULT_STATUS } from '../facts.ts';
import { domainNumber } from '../mission-domain.ts';
import type { ExportFormat, ExportWords } from './contract.ts';
import { labelsOf, noteOf, quotesOf, taggersOf, whereIs, whoCanOpen } from './piece-in-words.ts';

/** Excel takes a file for UTF-8 only when it begins with a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection): `=`, `+`, `-`, `@`,
 * tab, CR or LF at its beginning, after spaces too, and the full-width forms of the signs. The
 * writer puts an apostrophe before such a cell, which makes it text.
 */
export const FORMULA_START = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^\s*[\t\r\n]/;

/** A table to sort and filter in Excel or LibreOffice (RFC 4180 with a byte order mark). */
export const csv: ExportFormat<'csv'> = {
  id: 'csv',
  extension: 'csv',
  mimeType: 'text/csv;charset=utf-8',
  pasteable: false,
  wantsPictures: false,
  async write(list, words, { csvSeparator }) {
    // Loaded when the first table is made: no other format needs it.
    const { default: Papa } = await import('papaparse');
    const { columns } = words;
    const head = [
      columns.number,
      columns.domain,
      columns.title,
      columns.address,
      columns.note,
      columns.quotes,
      columns.activityDate,
      columns.taggedOn,
      columns.taggedBy,
      columns.labels,
      columns.access,
      columns.status,
    ];
    const rows = list.flatMap(({ pieces }) => pieces.map((piece) => cellsOf(piece, words)));
    const table = Papa.unparse([head, ...rows], {
      delimiter: csvSeparator,
      newline: '\r\n',
      escapeFormulae: FORMULA_START,
    });
    return `${BYTE_ORDER_MARK}${table}\r\n`;
  },
};

function cellsOf(piece: Evidence, words: ExportWords): (string | number)[] {
  const { domain, title, activityDate, taggedAt, status } = piece;
  return [
    domainNumber(domain),
    words.domainTitles[domain].text,
    title,
    whereIs(piece, words),
    noteOf(piece),
    quotesOf(piece)
      .map(({ passage }) => passage)
      .join('\n\n'),
    activityDate ?? '',
    words.isoDate(taggedAt),
    taggersOf(piece),
    labelsOf(piece),
    whoCanOpen(piece, words),
    words.status[status ?? DEFAULT_STATUS],
  ];
}
