import * as v from 'valibot';
import { cleanTitle } from '../clean-text.ts';
import { EVIDENCE_VERSION, type Evidence, type EvidenceId, evidenceId, parseEvidence } from '../evidence.ts';
import type { ExportWords } from '../export/contract.ts';
import { FORMULA_START } from '../export/csv.ts';
import { pace } from '../export/pace.ts';
import { DEFAULT_STATUS, daySchema, MAX_LABELS } from '../facts.ts';
import { hash } from '../hash.ts';
import { mergePiece } from '../merge/merge-pieces.ts';
import { domainNumber, forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { checkAddress, offlineAddress } from '../page-address.ts';
import { MAX_FILE_BYTES, MAX_PIECES, MAX_REPEATS } from './limits.ts';

/** The longest head, the most columns that are looked at, and the longest cell, in UTF-16 code units: twenty quotes fit in. */
const MAX_HEAD_LENGTH = 20_000;
const MAX_COLUMNS = 100;
const MAX_CELL_LENGTH = 200_000;

/** The words by which a table's heads and values are known; those of an export fulfil it. */
export type TableWords = Pick<
  ExportWords,
  'columns' | 'domainTitles' | 'keptAt' | 'notOnTheWeb' | 'status' | 'access'
>;

/** What is wrong with a table. Nothing was changed. `position` counts the rows below the head from 1. */
export type TableFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-text' }
  | { readonly code: 'not-ours' }
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  | { readonly code: 'repeated-page'; readonly position: number; readonly limit: number }
  /** `head` is the head of the column as the file has it. */
  | {
      readonly code: 'bad-row';
      readonly position: number;
      readonly column: Column;
      readonly head: string;
    };

/** The pieces of a table, each once, or what is wrong with it. */
export type TableContent =
  | { readonly ok: true; readonly pieces: ReadonlyMap<EvidenceId, Evidence> }
  | { readonly ok: false; readonly fault: TableFault };

type Column = keyof ExportWords['columns'];
type Row = Readonly<Partial<Record<Column, string>>>;

/**
 * Reads a table in the columns of our own export, in any of the languages, as a spreadsheet may have saved
 * it again: columns in any order, some left out, parted by semicolon, comma or tab. It is taken whole or not
 * at all.
 * A table says less than a backup (days for times, no origins, all notes in one cell): its pieces are made
 * ready to be merged by merge/table-pieces.ts.
 * @param bytes the file's content; UTF-8, with or without a byte order mark
 * @param languages the words of each language that a table may be in
 * @param now ISO 8601 UTC, for rows that do not say when they were tagged
 * @returns the pieces, the same page twice under one domain merged, or the first fault
 * @throws AbortError when `signal` says to stop
 */
export async function readCsv(
  bytes: Uint8Array,
  languages: readonly TableWords[],
  now: string,
  signal?: AbortSignal,
): Promise<TableContent> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const text = decode(bytes);
  if (text === undefined) return refuse({ code: 'not-text' });
  if (text.trim() === '') return refuse({ code: 'empty-file' });
  if (!hasShortHead(text)) return refuse({ code: 'not-ours' });
  const { default: Papa } = await import('papaparse');
  const { data } = Papa.parse<string[]>(text, {
    delimiter: separatorOf(text),
    skipEmptyLines: 'greedy',
    preview: MAX_PIECES + 2,
  });
  const [head = [], ...rows] = data;
  const lexicon = lexiconOf(languages);
  const columns = head.slice(0, MAX_COLUMNS).map((cell) => lexicon.columns.get(plain(unguarded(cell))));
  const known = new Set(columns);
  if (!known.has('address') || !(known.has('number') || known.has('domain')))
    return refuse({ code: 'not-ours' });
  if (rows.length > MAX_PIECES) return refuse({ code: 'too-many', count: rows.length, limit: MAX_PIECES });

  const pieces = new Map<EvidenceId, Evidence>();
  const step = pace(rows.length, { signal });
  let repeats = 0;
  for (const [index, cells] of rows.entries()) {
    if (index % TURN_ROWS === 0) await step();
    const row = rowOf(columns, cells);
    const read = readRow(row, lexicon, now);
    if (typeof read === 'string') {
      const name = cleanTitle(unguarded(head[columns.indexOf(read)] ?? ''));
      return refuse({ code: 'bad-row', position: index + 1, column: read, head: name });
    }
    const id = evidenceId(read.domain, read.url);
    const twin = pieces.get(id);
    if (twin) repeats += 1;
    if (repeats > MAX_REPEATS) {
      return refuse({ code: 'repeated-page', position: index + 1, limit: MAX_REPEATS });
    }
    pieces.set(id, twin ? mergePiece(twin, read) : read);
  }
  return { ok: true, pieces };
}

/** How many rows are read before the clock is looked at. */
const TURN_ROWS = 100;

/** @returns the piece, or the column that is not right */
function readRow(row: Row, lexicon: Lexicon, now: string): Evidence | Column {
  const overlong = Object.entries(row).find(([, cell]) => cell.length > MAX_CELL_LENGTH);
  if (overlong) return overlong[0] as Column;
  const domain = domainOf(row, lexicon);
  if (!domain) return row.number === undefined ? 'domain' : 'number';
  const where = whereOf(row, lexicon);
  if (!where) return 'address';
  const taggedAt = row.taggedOn ? timeOf(row.taggedOn) : now;
  if (!taggedAt) return 'taggedOn';
  const labels = (row.labels ?? '')
    .split(';')
    .map((label) => label.trim())
    .filter(Boolean);
  if (labels.length > MAX_LABELS) return 'labels';
  const quotes = (row.quotes ?? '')
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter(Boolean);
  const status = lexicon.status.get(plain(row.status ?? ''));
  const access = lexicon.access.get(plain(row.access ?? ''));
  if (row.status && !status) return 'status';
  const fields: Partial<Record<Column, Record<string, unknown>>> = {
    title: { title: row.title ?? '' },
    note: { note: row.note ?? '' },
    quotes: quotes.length > 0 ? { quotes: quotes.map((exact) => ({ exact, prefix: '', suffix: '' })) } : {},
    activityDate: row.activityDate ? { activityDate: row.activityDate } : {},
    taggedBy: row.taggedBy ? { taggedBy: row.taggedBy } : {},
    labels: labels.length > 0 ? { labels } : {},
    // What was only guessed is guessed again.
    access: access ? { access } : {},
    status: status && status !== DEFAULT_STATUS ? { status } : {},
  };
  const base = {
    version: EVIDENCE_VERSION,
    domain,
    ...where,
    title: '',
    note: '',
    taggedAt,
    updatedAt: taggedAt,
  };
  const all = parseEvidence(Object.assign({ ...base }, ...Object.values(fields)));
  if (all.state === 'ok') return all.evidence;
  const bad = Object.entries(fields).find(([, one]) => parseEvidence({ ...base, ...one }).state !== 'ok');
  return (bad?.[0] as Column | undefined) ?? 'address';
}

/** What the words of all languages stand for, each written as {@link plain} has it. */
interface Lexicon {
  readonly columns: ReadonlyMap<string, Column>;
  readonly domains: ReadonlyMap<string, MissionDomain>;
  readonly status: ReadonlyMap<string, string>;
  readonly access: ReadonlyMap<string, string>;
  readonly notOnTheWeb: ReadonlySet<string>;
  readonly keptAt: readonly string[];
}

function lexiconOf(languages: readonly TableWords[]): Lexicon {
  return {
    columns: meanings(languages, ({ columns }) => columns),
    domains: meanings(languages, ({ domainTitles }) => forEachDomain((domain) => domainTitles[domain].text)),
    status: meanings(languages, ({ status }) => status),
    access: meanings(languages, ({ access }) => access),
    notOnTheWeb: new Set(languages.map(({ notOnTheWeb }) => plain(notOnTheWeb))),
    keptAt: languages.map(({ keptAt }) => `${keptAt}:`),
  };
}

/** Where two languages have one word, the first counts. */
function meanings<Key extends string>(
  languages: readonly TableWords[],
  words: (language: TableWords) => Readonly<Record<Key, string>>,
): ReadonlyMap<string, Key> {
  const all = languages.flatMap((language) => Object.entries<string>(words(language)) as [Key, string][]);
  return new Map(all.reverse().map(([key, word]) => [plain(word), key]));
}

function domainOf({ number, domain = '' }: Row, { domains }: Lexicon): MissionDomain | undefined {
  if (number) return MISSION_DOMAINS.find((one) => String(domainNumber(one)) === number.trim());
  return domains.get(plain(domain));
}

function whereOf(row: Row, { notOnTheWeb, keptAt }: Lexicon): { url: string; place?: string } | undefined {
  const address = row.address?.trim() ?? '';
  const checked = checkAddress(address);
  if (checked.ok) return { url: checked.url };
  const url = () => offlineAddress(uuidFrom(`${row.title}\n${address}\n${row.taggedOn}`));
  if (notOnTheWeb.has(plain(address))) return { url: url() };
  const kept = keptAt.find((beginning) => address.startsWith(beginning));
  return kept === undefined ? undefined : { url: url(), place: address.slice(kept.length).trim() };
}

/** What is no web page has no address in a table: the same row is the same thing. */
function uuidFrom(text: string): string {
  const digits = hash(text) + hash(`${text}\n`);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

function timeOf(day: string): string | undefined {
  return v.is(daySchema, day.trim()) ? `${day.trim()}T00:00:00.000Z` : undefined;
}

function rowOf(columns: readonly (Column | undefined)[], cells: readonly string[]): Row {
  const row: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    if (column && row[column] === undefined) row[column] = unguarded(cells[index] ?? '');
  }
  return row;
}

/** The apostrophe that our export puts before what a spreadsheet would take for a formula. */
function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Whether the first line may be a head of ours, which has some hundred letters in any language. */
function hasShortHead(text: string): boolean {
  return text.length <= MAX_HEAD_LENGTH || /[\r\n]/.test(text.slice(0, MAX_HEAD_LENGTH));
}

/** Of the three, the one that the head has most of. */
function separatorOf(text: string): string {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const counts = [';', ',', '\t'].map((sign) => [sign, head.split(sign).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** Words are the same whatever their case and the space around them. */
function plain(words: string): string {
  return words.trim().toLowerCase();
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(fault: TableFault): TableContent {
  return { ok: false, fault };
}
