import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import type { Column } from '../files/table-columns.ts';
import type { ArrangedEvidence } from '../list/arrange.ts';
import { coverageOf } from '../list/coverage.ts';
import { domainNumber } from '../mission-domain.ts';
import { pace } from '../values/pace.ts';
import type { ExportFormat, ExportOptions, ExportWords } from './format/contract.ts';
import { linkOf } from './format/piece-in-words.ts';
import {
  dayFormatFor,
  linkTarget,
  looksLikeError,
  looksLikeFormula,
  MAX_LINKS,
  serialOfDay,
  textForCell,
} from './sheet-cell.ts';
import { rowOf, tableColumns } from './table-row.ts';

/**
 * A workbook for Excel and LibreOffice: one sheet to sort and filter, and one that shows where evidence is
 * missing.
 *
 * `hucre` writes it: it compresses with the browser's own streams and supports links, filters and
 * right-to-left sheets. Of the alternatives, `write-excel-file` starts workers from text, which our security
 * policy forbids, `excel-builder-vanilla` loses a title such as `constructor`, and `exceljs` generates code
 * from text. We compute the heights of rows, because LibreOffice does not.
 */
export const xlsx: ExportFormat<'xlsx'> = {
  id: 'xlsx',
  extension: 'xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pasteable: false,
  wantsPictures: false,
  async write(list, words, options) {
    // Load only when the first workbook is made: no other format needs it.
    const { writeXlsx } = await import('hucre/xlsx');
    const sheets = [await evidenceSheet(list, words, options), coverageSheet(list, words)];
    const madeAt = new Date(options.exportedAt);
    const properties = { title: words.documentTitle, created: madeAt, modified: madeAt };
    const bytes = await writeXlsx({
      sheets,
      properties,
      defaultFont: FONT,
      namedRanges: sheets.map(headOnEachPage),
    });
    options.signal?.throwIfAborted();
    return new Uint8Array(bytes);
  },
};

/** Widths in characters; together narrow enough for a page in landscape. */
const WIDTHS: Record<Column, number> = {
  number: 6,
  domain: 26,
  title: 32,
  address: 30,
  note: 48,
  quotes: 40,
  activityDate: 14,
  taggedOn: 14,
  taggedBy: 18,
  labels: 18,
  access: 20,
  status: 15,
  id: 12,
};

const FONT = { name: 'Calibri', size: 11 };
const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EAF0' } },
  border: { bottom: { style: 'thin', color: { rgb: '7A8090' } } },
  alignment: { vertical: 'center', wrapText: true },
};
const TEXT: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
const NUMBER: CellStyle = { alignment: { vertical: 'top', horizontal: 'center' } };
/** For addresses and ids: wrapping them would make rows high and tell nothing more. */
const ONE_LINE: CellStyle = { alignment: { vertical: 'top' } };
/** The format for text: a text that looks like a formula stays text when somebody edits it. */
const AS_TEXT = '@';
/** Excel's look of links. */
const LINK_FONT = { ...FONT, color: { rgb: '0563C1' }, underline: true };

type Cells = NonNullable<WriteSheet['cells']>;
type Values = (string | number | null)[];

interface SheetColumn {
  readonly head: string;
  /** In characters. */
  readonly width: number;
  readonly style: CellStyle;
}

async function evidenceSheet(
  list: ArrangedEvidence,
  words: ExportWords,
  options: ExportOptions,
): Promise<WriteSheet> {
  const { colToLetter } = await import('hucre/xlsx');
  const pieces = list.flatMap((section) => section.pieces);
  const said = tableColumns(pieces, words);
  const columns = said.map(({ column, head }) => ({
    head,
    width: WIDTHS[column],
    style: styleOf(column, words),
  }));
  const rows: Values[] = [];
  const cells: Cells = new Map();
  let links = 0;
  const step = pace(pieces.length, options);
  for (const piece of pieces) {
    const row = rowOf({ ...piece, title: piece.title || words.untitled }, said, words);
    const url = linkOf(piece);
    const target = url && links + LINKED.length <= MAX_LINKS ? linkTarget(url) : undefined;
    if (target) links += LINKED.length;
    const values = said.map(({ column }, index) => cellValueOf(row[index] ?? '', column, words));
    for (const [index, { column }] of said.entries()) {
      const cell = lookOf(values[index], columns[index]?.style, LINKED.includes(column) ? target : undefined);
      if (cell) cells.set(`${rows.length + 1},${index}`, cell);
    }
    rows.push(values);
    await step();
  }
  const last = colToLetter(said.length - 1);
  return {
    ...sheetOf(words.sheets.evidence, columns, rows, cells, words),
    autoFilter: { range: `A1:${last}${rows.length + 1}` },
  };
}

/** Columns that link to the page. */
const LINKED: readonly Column[] = ['title', 'address'];

function styleOf(column: Column, { language }: ExportWords): CellStyle {
  if (column === 'number') return NUMBER;
  if (column === 'address' || column === 'id') return ONE_LINE;
  if (column === 'activityDate' || column === 'taggedOn') {
    return { ...NUMBER, numFmt: dayFormatFor(language) };
  }
  return TEXT;
}

/** @returns the value of a cell: a day as its serial number, if sheets support it; nothing if empty */
function cellValueOf(
  value: string | number,
  column: Column,
  { shortened }: ExportWords,
): string | number | null {
  if (typeof value === 'number') return value;
  const isDay = column === 'activityDate' || column === 'taggedOn';
  const day = isDay ? serialOfDay(value) : undefined;
  return day ?? (value === '' ? null : textForCell(value, shortened));
}

/** @returns the link and look of a cell, where it differs from its column; undefined for none */
function lookOf(
  value: string | number | null | undefined,
  style: CellStyle | undefined,
  target: string | undefined,
): Partial<Cell> | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = looksLikeFormula(value) ? { ...style, numFmt: AS_TEXT } : style;
  const error = looksLikeError(value) ? { richText: [{ text: value }] } : undefined;
  if (target) return { style: { ...plain, font: LINK_FONT }, hyperlink: { target }, ...error };
  return plain === style && !error ? undefined : { ...(plain && { style: plain }), ...error };
}

function coverageSheet(list: ArrangedEvidence, words: ExportWords): WriteSheet {
  const columns = [
    { head: words.columns.number, width: WIDTHS.number, style: NUMBER },
    { head: words.columns.domain, width: 60, style: TEXT },
    { head: words.sheets.pieces, width: 14, style: NUMBER },
    { head: words.sheets.state, width: 36, style: TEXT },
  ];
  const rows = list.map(({ domain, pieces }) => [
    domainNumber(domain),
    textForCell(words.domainTitles[domain].text, words.shortened),
    pieces.length,
    words.coverage[coverageOf(pieces.length)],
  ]);
  return sheetOf(words.sheets.coverage, columns, rows, new Map(), words);
}

/** Repeats the head on each printed page (ECMA-376, 18.2.5, `_xlnm.Print_Titles`). */
function headOnEachPage({ name }: WriteSheet) {
  return { name: '_xlnm.Print_Titles', range: `'${name.replaceAll("'", "''")}'!$1:$1`, scope: name };
}

/** A sheet whose head stays in sight, in the direction of its language. */
function sheetOf(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly Values[],
  cells: Cells,
  { direction }: ExportWords,
): WriteSheet {
  const heads = columns.map(({ head }) => head);
  for (const index of columns.keys()) cells.set(`0,${index}`, { style: HEAD });
  const all = [heads, ...rows];
  // The head is bold and always wraps.
  const headColumns = columns.map(({ head, width }) => ({ head, width: width * 0.85, style: HEAD }));
  return {
    name,
    columns: columns.map(({ width, style }) => ({ width, style })),
    rows: all,
    cells,
    rowDefs: new Map(
      all.map((row, index) => [index, { height: heightOf(row, index === 0 ? headColumns : columns) }]),
    ),
    freezePane: { rows: 1 },
    view: { rightToLeft: direction === 'rtl' },
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** Heights of a line and of the highest possible row, in points (Excel specifications and limits). */
const LINE_HEIGHT = 15;
const MAX_ROW_HEIGHT = 409;

/**
 * @returns an estimate of the height that a row needs, in points; LibreOffice does not compute it by itself.
 */
function heightOf(row: Values, columns: readonly SheetColumn[]): number {
  const lines = row.map((value, index) => {
    const { width = 1, style = {} } = columns[index] ?? {};
    if (typeof value !== 'string' || !style.alignment?.wrapText) return 1;
    return value
      .split('\n', Math.ceil(MAX_ROW_HEIGHT / LINE_HEIGHT))
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  });
  return Math.min(Math.max(...lines) * LINE_HEIGHT, MAX_ROW_HEIGHT);
}
