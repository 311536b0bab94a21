import { MAX_FILE_BYTES } from '../files/limits.ts';
import type { TableWords } from '../files/table-words.ts';
import { inSlices } from '../values/in-slices.ts';
import { pace } from '../values/pace.ts';
import { readTable, type TableContent } from './read-table.ts';
import { findHead } from './table-head.ts';
import { lexiconOf } from './table-lexicon.ts';
import { type PackingFault, unpack } from './unpack.ts';
import { readDirectory } from './zip-directory.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** The most sheets that are looked through for ours. */
const MAX_SHEETS = 10;

/** What is wrong with a workbook beside what can be wrong with a table. */
type WorkbookFault =
  | { readonly code: Exclude<PackingFault, 'unpacks-too-large'> | 'not-ours' }
  | { readonly code: 'unpacks-too-large'; readonly megabytes: number };

/** What is in a workbook, or what is wrong with it. */
export type WorkbookContent = TableContent | { readonly ok: false; readonly fault: WorkbookFault };

/**
 * Reads a workbook of Excel, LibreOffice or Google Sheets (XLSX): the first sheet in which a table of ours is, as a
 * spreadsheet may have saved it again. Only the parts that hold text are unpacked, all together no more than any other
 * list may have. They are read by `htmlparser2`, as bookmarks are: `hucre` makes rows of 16,384 cells before its range
 * applies.
 * @param bytes an archive
 * @param now ISO 8601 UTC, for rows that do not say when they were tagged
 * @returns undefined where the archive is no workbook
 * @throws AbortError when `signal` says to stop
 */
export async function readWorkbook(
  bytes: Uint8Array,
  languages: readonly TableWords[],
  now: string,
  signal?: AbortSignal,
): Promise<WorkbookContent | undefined> {
  const entries = readDirectory(bytes);
  if ('code' in entries || !entries.some(({ name }) => name === WORKBOOK)) return undefined;
  // Loaded when the first workbook is read: no other file needs it.
  const { BadWorkbook, outlineOf, readingSharedStrings, sheetRows } = await import('./workbook-rows.ts');
  const step = pace(1, { signal });
  const parts = new Map(entries.map((entry) => [entry.name, entry]));
  let left = MAX_FILE_BYTES;

  async function part(path: string): Promise<string> {
    const entry = parts.get(path);
    // Every program writes it; a workbook without is none of ours.
    if (!entry) throw new Unpacked('not-ours');
    const unpacked = await unpack(entry, left, step);
    if (typeof unpacked === 'string') throw new Unpacked(unpacked);
    left -= unpacked.length;
    return new TextDecoder().decode(unpacked);
  }

  try {
    const { sheets, sharedStrings, dayCount } = outlineOf(await part(WORKBOOK), await part(RELATIONS));
    const texts =
      sharedStrings === undefined
        ? []
        : await inSlices(readingSharedStrings(await part(sharedStrings)), signal);
    const lexicon = lexiconOf(languages);
    for (const path of sheets.slice(0, MAX_SHEETS)) {
      const xml = await part(path);
      if (!findHead(sheetRows(xml, texts), lexicon)) continue;
      return await readTable(sheetRows(xml, texts), { lexicon, now, dayCount, signal });
    }
    return { ok: false, fault: { code: 'not-ours' } };
  } catch (error) {
    if (error instanceof Unpacked) {
      const { fault: code } = error;
      const isTooLarge = code === 'unpacks-too-large';
      return { ok: false, fault: isTooLarge ? { code, megabytes: MAX_FILE_BYTES / 1024 / 1024 } : { code } };
    }
    if (error instanceof BadWorkbook) return { ok: false, fault: { code: 'damaged-archive' } };
    throw error;
  }
}

/** A part of the workbook cannot be had. */
class Unpacked extends Error {
  readonly fault: PackingFault | 'not-ours';
  constructor(fault: PackingFault | 'not-ours') {
    super(fault);
    this.fault = fault;
  }
}
