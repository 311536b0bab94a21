import { csvCell } from '../files/csv-cell.ts';
import type { ExportFormat } from './format/contract.ts';
import { rowOf, tableColumns } from './table-row.ts';

/** Excel reads a file as UTF-8 only if it begins with a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table to sort and filter in Excel or LibreOffice (RFC 4180 with a byte order mark). */
export const csv: ExportFormat<'csv'> = {
  id: 'csv',
  extension: 'csv',
  mimeType: 'text/csv;charset=utf-8',
  pasteable: false,
  wantsPictures: false,
  write(list, words, { csvSeparator }) {
    const pieces = list.flatMap((section) => section.pieces);
    const columns = tableColumns(pieces, words);
    const rows = [columns.map(({ head }) => head), ...pieces.map((piece) => rowOf(piece, columns, words))];
    const lines = rows.map((row) => row.map(csvCell).join(csvSeparator));
    return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
  },
};
