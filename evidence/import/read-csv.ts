import { MAX_FILE_BYTES } from '../files/limits.ts';
import type { TableWords } from '../files/table-words.ts';
import { csvRows } from './csv-rows.ts';
import { decodeTable, type Reading } from './decode-table.ts';
import { readTable, type TableContent } from './read-table.ts';
import { findHead } from './table-head.ts';
import { type Lexicon, lexiconOf } from './table-lexicon.ts';

/** Possible separators of cells. */
const SEPARATORS = [';', ',', '\t'];

/** The line in which some programs declare the separator. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=(.)"?[;,\t]*(?:\r\n?|\n)/i;

/**
 * The heads are within this many UTF-16 code units: some hundred letters each in any language, and a title.
 */
const MAX_HEAD_LENGTH = 65_536;

/**
 * Reads one of our tables from a text, as a spreadsheet may have saved it again: separated by semicolon,
 * comma or tab; in Unicode, or in the code page that the country used before; see {@link readTable} for the
 * rest.
 * @param languages the words of each language that a table may be in, beside all words ever known
 * @param now ISO 8601 UTC, for rows without a time of tagging
 * @throws AbortError if `signal` is aborted
 */
export async function readCsv(
  bytes: Uint8Array,
  languages: readonly TableWords[],
  now: string,
  signal?: AbortSignal,
): Promise<TableContent> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return { ok: false, fault: { code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) } };
  }
  const lexicon = lexiconOf(languages);
  const decoded = decodeTable(bytes, (beginning) => readingOf(beginning, lexicon));
  if (decoded === undefined) return { ok: false, fault: { code: 'not-text' } };
  const { text, codePage } = decoded;
  if (text.trim() === '') return { ok: false, fault: { code: 'empty-file' } };
  const { separator, body } = separated(text, lexicon);
  if (separator === undefined) return { ok: false, fault: { code: 'not-ours' } };
  const content = await readTable(csvRows(body, separator), { lexicon, now, signal });
  return content.ok && codePage ? { ...content, table: { ...content.table, codePage } } : content;
}

function readingOf(beginning: string, lexicon: Lexicon): Reading {
  const { heads } = separated(beginning, lexicon);
  return {
    heads: heads.filter((head) => lexicon.columnOf(head)).length,
    codePage: lexicon.codePageOf(heads),
  };
}

interface Separated {
  /** undefined if no separator makes it one of our tables. */
  readonly separator: string | undefined;
  readonly heads: readonly string[];
  /** The text without the line that declares the separator; spreadsheets don't count that line as a row. */
  readonly body: string;
}

/** Chooses the separator that makes most heads known. */
function separated(text: string, lexicon: Lexicon): Separated {
  const body = text.replace(SEPARATOR_LINE, '');
  const beginning = body.slice(0, MAX_HEAD_LENGTH);
  const found = SEPARATORS.map((separator) => {
    const { heads = [] } = findHead(csvRows(beginning, separator), lexicon) ?? {};
    return { separator, heads, known: heads.filter((head) => lexicon.columnOf(head)).length };
  });
  const best = found.reduce((most, one) => (one.known > most.known ? one : most));
  return { separator: best.known > 0 ? best.separator : undefined, heads: best.heads, body };
}
