import type { ExportFormat } from './contract.ts';
import { COLUMNS, rowOf } from './table-row.ts';

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
    const head = COLUMNS.map((column) => words.columns[column]);
    const rows = list.flatMap(({ pieces }) =>
      pieces.map((piece) => {
        const row = rowOf(piece, words);
        return COLUMNS.map((column) => row[column]);
      }),
    );
    const table = Papa.unparse([head, ...rows], {
      delimiter: csvSeparator,
      newline: '\r\n',
      escapeFormulae: FORMULA_START,
    });
    return `${BYTE_ORDER_MARK}${table}\r\n`;
  },
};
