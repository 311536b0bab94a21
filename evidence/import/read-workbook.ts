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

/** The most sheets that are searched for ours. */
const MAX_SHEETS = 10;

/** Why a workbook can't be read, beside the faults of a table. */
type WorkbookFault =
  | { readonly code: Exclude<PackingFault, 'unpacks-too-large'> | 'not-ours' }
  | { readonly code: 'unpacks-too-large'; readonly megabytes: number };

/** The contents of a workbook, or why it can't be read. */
export type WorkbookContent = TableContent | { readonly ok: false; readonly fault: WorkbookFault };

/**
 * Reads a workbook of Excel, LibreOffice or Google Sheets (XLSX): the first sheet with one of our tables, as
 * a spreadsheet may have saved it again. Only the parts with text are unpacked, all together no more than any
 * other list may have. They are parsed by `htmlparser2`, as bookmarks are: `hucre` makes rows of 16,384 cells
 * before its range applies.
 * @param bytes an archive
 * @param now ISO 8601 UTC, for rows without a time of tagging
 * @returns undefined if the archive isn't a workbook
 * @throws AbortError if `signal` is aborted
 */
export async function readWorkbook(
  bytes: Uint8Array,
  languages: readonly TableWords[],
  now: string,
  signal?: AbortSignal,
): Promise<WorkbookContent | undefined> {
  const entries = readDirectory(bytes);
  if ('code' in entries || !entries.some(({ name }) => name === WORKBOOK)) return undefined;
  // Loaded with the first workbook: no other file needs it.
  const { BadWorkbook, outlineOf, readingSharedStrings, sheetRows } = await import('./workbook-rows.ts');
  const step = pace(1, { signal });
  const parts = new Map(entries.map((entry) => [entry.name, entry]));
  let left = MAX_FILE_BYTES;

  async function part(path: string): Promise<string> {
    const entry = parts.get(path);
    // Every program writes this part; a workbook without it isn't ours.
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

/** Thrown if a part of the workbook can't be unpacked. */
class Unpacked extends Error {
  readonly fault: PackingFault | 'not-ours';
  constructor(fault: PackingFault | 'not-ours') {
    super(fault);
    this.fault = fault;
  }
}
