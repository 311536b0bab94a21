import * as v from 'valibot';
import { cleanTitle } from '../clean-text.ts';
import { EVIDENCE_VERSION, type Evidence, type EvidenceId, evidenceId, parseEvidence } from '../evidence.ts';
import type { ExportWords } from '../export/contract.ts';
import { FORMULA_START } from '../export/csv.ts';
import { DEFAULT_STATUS, daySchema, MAX_LABELS } from '../facts.ts';
import { hash } from '../hash.ts';
import { mergePiece } from '../merge/merge-pieces.ts';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { checkAddress, offlineAddress } from '../page-address.ts';
import { MAX_FILE_BYTES, MAX_PIECES, MAX_REPEATS } from './read-json.ts';

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
 */
export async function readCsv(
  bytes: Uint8Array,
  languages: readonly TableWords[],
  now: string,
): Promise<TableContent> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const text = decode(bytes);
  if (text === undefined) return refuse({ code: 'not-text' });
  if (text.trim() === '') return refuse({ code: 'empty-file' });
  const { default: Papa } = await import('papaparse');
  const { data } = Papa.parse<string[]>(text, {
    delimiter: separatorOf(text),
    skipEmptyLines: 'greedy',
    preview: MAX_PIECES + 2,
  });
  const [head = [], ...rows] = data;
  const columns = head.map((cell) => columnOf(cell, languages));
  const known = new Set(columns);
  if (!known.has('address') || !(known.has('number') || known.has('domain')))
    return refuse({ code: 'not-ours' });
  if (rows.length > MAX_PIECES) return refuse({ code: 'too-many', count: rows.length, limit: MAX_PIECES });

  const pieces = new Map<EvidenceId, Evidence>();
  const times = new Map<EvidenceId, number>();
  for (const [index, cells] of rows.entries()) {
    const row = rowOf(columns, cells);
    const read = readRow(row, languages, now);
    if (typeof read === 'string') {
      const name = cleanTitle(unguarded(head[columns.indexOf(read)] ?? ''));
      return refuse({ code: 'bad-row', position: index + 1, column: read, head: name });
    }
    const id = evidenceId(read.domain, read.url);
    times.set(id, (times.get(id) ?? 0) + 1);
    if (Number(times.get(id)) > MAX_REPEATS) {
      return refuse({ code: 'repeated-page', position: index + 1, limit: MAX_REPEATS });
    }
    const twin = pieces.get(id);
    pieces.set(id, twin ? mergePiece(twin, read) : read);
  }
  return { ok: true, pieces };
}

/** @returns the piece, or the column that is not right */
function readRow(row: Row, languages: readonly TableWords[], now: string): Evidence | Column {
  const domain = domainOf(row, languages);
  if (!domain) return row.number === undefined ? 'domain' : 'number';
  const where = whereOf(row, languages);
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
  const status = keyOf(row.status, languages, 'status');
  if (row.status && !status) return 'status';
  const fields: Partial<Record<Column, Record<string, unknown>>> = {
    title: { title: row.title ?? '' },
    note: { note: row.note ?? '' },
    quotes: quotes.length > 0 ? { quotes: quotes.map((exact) => ({ exact, prefix: '', suffix: '' })) } : {},
    activityDate: row.activityDate ? { activityDate: row.activityDate } : {},
    taggedBy: row.taggedBy ? { taggedBy: row.taggedBy } : {},
    labels: labels.length > 0 ? { labels } : {},
    // What was only guessed is guessed again.
    access: keyOf(row.access, languages, 'access') ? { access: keyOf(row.access, languages, 'access') } : {},
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

function domainOf({ number, domain }: Row, languages: readonly TableWords[]): MissionDomain | undefined {
  if (number) return MISSION_DOMAINS.find((one) => String(domainNumber(one)) === number.trim());
  return MISSION_DOMAINS.find((one) => {
    return languages.some(({ domainTitles }) => sameText(domainTitles[one].text, domain));
  });
}

function whereOf(row: Row, languages: readonly TableWords[]): { url: string; place?: string } | undefined {
  const address = row.address?.trim() ?? '';
  const checked = checkAddress(address);
  if (checked.ok) return { url: checked.url };
  const url = () => offlineAddress(uuidFrom(`${row.title}\n${address}\n${row.taggedOn}`));
  if (languages.some(({ notOnTheWeb }) => sameText(notOnTheWeb, address))) return { url: url() };
  const kept = languages.find(({ keptAt }) => address.startsWith(`${keptAt}:`));
  return kept && { url: url(), place: address.slice(kept.keptAt.length + 1).trim() };
}

/** What is no web page has no address in a table: the same row is the same thing. */
function uuidFrom(text: string): string {
  const digits = hash(text) + hash(`${text}\n`);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

function timeOf(day: string): string | undefined {
  return v.is(daySchema, day.trim()) ? `${day.trim()}T00:00:00.000Z` : undefined;
}

function keyOf(cell: string | undefined, languages: readonly TableWords[], kind: 'status' | 'access') {
  const words = languages.flatMap((language) => Object.entries(language[kind]));
  return words.find(([, word]) => sameText(word, cell))?.[0];
}

function columnOf(cell: string, languages: readonly TableWords[]): Column | undefined {
  const heads = languages.flatMap(({ columns }) => Object.entries(columns) as [Column, string][]);
  return heads.find(([, head]) => sameText(head, unguarded(cell)))?.[0];
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

/** Of the three, the one that the head has most of. */
function separatorOf(text: string): string {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const counts = [';', ',', '\t'].map((sign) => [sign, head.split(sign).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

function sameText(a: string, b = ''): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
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
