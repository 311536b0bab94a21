/** Reads the cells of a workbook's sheet (ECMA-376, part 1, 18), from its XML parts. */
import { Parser } from 'htmlparser2';
import { MAX_CELL_LENGTH, MAX_COLUMNS, type SheetRow } from './csv-rows.ts';
import type { DayCount } from './table-day.ts';

/** A part that no workbook has: nested too deep, or of a shape that no program writes. */
export class BadWorkbook extends Error {}

/** No part of a workbook nests elements deeper than this. */
const MAX_DEPTH = 32;

/** How much is parsed before giving way to the page, in UTF-16 code units. */
const STEP_LENGTH = 100_000;

/** The most texts and rows that are read from a part. */
const MAX_TEXTS = 2_000_000;

/** Receives the elements and text of a part; names are without their prefix. */
interface Listener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Parses a part, with a stop after every few pages of it. The parser knows only the entities of XML. */
function* parsing(xml: string, listener: Listener): Generator<undefined> {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new BadWorkbook();
        listener.open?.(localName(name), attributes);
      },
      ontext: (text) => listener.text?.(text),
      onclosetag(name) {
        depth -= 1;
        listener.close?.(localName(name));
      },
    },
    { xmlMode: true },
  );
  for (let at = 0; at < xml.length; at += STEP_LENGTH) {
    parser.write(xml.slice(at, at + STEP_LENGTH));
    yield undefined;
  }
  parser.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The outline of a workbook: the paths of its parts. */
export interface WorkbookOutline {
  /** The paths of its sheets, in order. */
  readonly sheets: readonly string[];
  readonly sharedStrings: string | undefined;
  readonly dayCount: DayCount;
}

/**
 * @param workbook the part `xl/workbook.xml`
 * @param relations the part `xl/_rels/workbook.xml.rels`
 */
export function outlineOf(workbook: string, relations: string): WorkbookOutline {
  const targets = new Map<string, string>();
  let sharedStrings: string | undefined;
  for (const _ of parsing(relations, {
    open(name, { Id = '', Target = '', Type = '' }) {
      if (name !== 'Relationship') return;
      // Relative to the folder of the workbook, or from the root (ECMA-376, part 2, 6.5).
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      targets.set(Id, path);
      if (Type.endsWith('/sharedStrings')) sharedStrings = path;
    },
  }));
  const sheets: string[] = [];
  let dayCount: DayCount = '1899-12-30';
  for (const _ of parsing(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) dayCount = '1904-01-01';
      if (name !== 'sheet') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      const path = targets.get(id);
      if (path !== undefined) sheets.push(path);
    },
  }));
  return { sheets, sharedStrings, dayCount };
}

/** Reads the texts that cells refer to by number. */
export function* readingSharedStrings(xml: string): Generator<undefined, readonly string[]> {
  const texts: string[] = [];
  let item = '';
  let isText = false;
  let aside = 0;
  yield* parsing(xml, {
    open(name) {
      if (name === 'si') item = '';
      // Phonetic text isn't part of the cell's text.
      if (name === 'rPh') aside += 1;
      isText = name === 't' && aside === 0;
    },
    text(text) {
      if (isText) item = appended(item, text);
    },
    close(name) {
      isText = false;
      if (name === 'rPh') aside -= 1;
      if (name === 'si' && texts.push(unescaped(item)) > MAX_TEXTS) throw new BadWorkbook();
    },
  });
  return texts;
}

/**
 * Reads a sheet.
 * @param texts the texts that cells refer to by number
 * @returns the rows that aren't empty, each cell as text; undefined now and then, to give way to the page
 */
export function* sheetRows(xml: string, texts: readonly string[]): Generator<SheetRow | undefined> {
  let ready: SheetRow[] = [];
  let cells: string[] = [];
  let number = 0;
  let column = 0;
  let type = '';
  let value = '';
  let isValue = false;
  const steps = parsing(xml, {
    open(name, attributes) {
      if (name === 'row') {
        cells = [];
        column = 0;
        number = Number.parseInt(attributes.r ?? '', 10) || number + 1;
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column;
        type = attributes.t ?? 'n';
        value = '';
      }
      isValue = name === 'v' || name === 't';
    },
    text(text) {
      if (isValue) value = appended(value, text);
    },
    close(name) {
      isValue = false;
      if (name === 'c') {
        const said = type === 's' ? (texts[Number.parseInt(value, 10)] ?? '') : unescaped(value);
        if (column < MAX_COLUMNS && said !== '') {
          while (cells.length < column) cells.push('');
          cells[column] = said;
        }
        column += 1;
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) {
        ready.push({ number, cells });
      }
    },
  });
  for (const step of steps) {
    yield* ready;
    ready = [];
    yield step;
  }
  yield* ready;
}

/** @returns the column of a cell like `AB12`, from 0; undefined if the reference is missing */
function columnOf(cell: string | undefined): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d/.exec(cell ?? '') ?? [];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function appended(text: string, more: string): string {
  return text.length > MAX_CELL_LENGTH ? text : text + more.slice(0, MAX_CELL_LENGTH + 1);
}

/** Decodes characters that XML can't hold (ECMA-376, 22.4.2.4, `ST_Xstring`). */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
