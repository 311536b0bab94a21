import * as v from 'valibot';
import { type FilePart, JSON_FORMAT, JSON_VERSION } from '../files/backup-format.ts';
import { isModestJson } from '../files/json-outline.ts';
import { MAX_DEPTH, MAX_FIELDS, MAX_FILE_BYTES, MAX_PIECES, MAX_REPEATS } from '../files/limits.ts';
import { mergePiece } from '../merge/merge-pieces.ts';
import type { GoneTimes } from '../merge/stays-deleted.ts';
import { MAX_CONTRIBUTIONS } from '../piece/contribution.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import { type Piece, type PieceId, parsePiece, pieceId, storedPieceSchema } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { MAX_REMOVALS } from '../piece/removals.ts';
import { isForbiddenName, unfitField } from '../piece/unknown-fields.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { atOnce, inSlices, type Steps } from '../values/in-slices.ts';
import { type FileApplications, readApplications } from './read-applications.ts';
import { readDeletions } from './read-deletions.ts';
import { utf8Text } from './utf8-text.ts';

/** Why a file can't be read, with the facts that the sentence about it needs. Nothing was changed. */
export type FileFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-text' }
  | { readonly code: 'not-json' }
  | { readonly code: 'not-ours' }
  /** The head is ours, but a field has a name that could reach a property that every object has. */
  | { readonly code: 'forbidden-name'; readonly field: string }
  | { readonly code: 'newer-format' }
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  /** See {@link MAX_REPEATS}; `position` is where the limit was exceeded. */
  | { readonly code: 'repeated-page'; readonly position: number; readonly limit: number }
  /** More people than that have notes on one page; `title` is the page's, or its address if it has none. */
  | { readonly code: 'too-many-notes'; readonly title: string; readonly limit: number }
  /** `position` counts from 1; `field` is the field's name in the file. */
  | { readonly code: 'bad-piece'; readonly position: number; readonly field: string };

/** The pieces of a file, each once, and its applications; or why it can't be read. */
export type FileContent =
  | {
      readonly ok: true;
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      /** Missing if it has none. */
      readonly applications?: FileApplications;
      /** When its writer deleted pieces for good; missing if it doesn't say so. */
      readonly gone?: GoneTimes;
      /** Its number among the files of one backup; missing if it is the only one. */
      readonly part?: FilePart;
    }
  | { readonly ok: false; readonly fault: FileFault };

/**
 * The most entries in the lists of a piece. They are counted first, because a file may have millions of them.
 */
const MOST_ENTRIES = {
  quotes: MAX_QUOTES,
  labels: MAX_LABELS,
  contributions: MAX_CONTRIBUTIONS,
  removals: MAX_REMOVALS,
} as const;

const fileNumber = v.pipe(v.number(), v.integer(), v.minValue(1));
const partSchema = v.pipe(
  v.object({ number: fileNumber, of: fileNumber }),
  v.check(({ number, of }) => number <= of, 'more than there are'),
);

/** The fields that every version has; the others are read once the version is known. */
const fileSchema = v.object({
  format: v.literal(JSON_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  evidence: v.optional(v.unknown()),
  part: v.fallback(v.optional(partSchema), undefined),
});

/**
 * Reads a JSON export, one's own or a colleague's. Everything is checked before anything is returned, so a
 * file is accepted whole or not at all. If a page is there twice under one domain, its pieces are merged as
 * two lists are.
 * @param bytes the file's content; UTF-8, with or without a byte order mark
 * @returns the pieces, each page once under each domain, including deleted ones; or the first fault. Never
 *   throws
 */
export function readTeamJson(bytes: Uint8Array): FileContent {
  return atOnce(readFile(bytes));
}

/**
 * Works as {@link readTeamJson} does, but gives way to the page now and then.
 * @throws AbortError if `signal` is aborted
 */
export function readTeamJsonInSlices(
  bytes: Uint8Array,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<FileContent> {
  return inSlices(readFile(bytes), signal);
}

/** How many pieces are read between looks at the clock. */
const SLICE_PIECES = 100;

function* readFile(bytes: Uint8Array): Steps<FileContent> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const text = utf8Text(bytes);
  if (text === undefined) return refuse({ code: 'not-text' });
  if (text.trim() === '') return refuse({ code: 'empty-file' });
  if (!isModestJson(bytes)) return refuse({ code: 'not-ours' });
  const value = parse(text);
  if (value === undefined) return refuse({ code: 'not-json' });
  const file = v.safeParse(fileSchema, value);
  if (!file.success) return refuse({ code: 'not-ours' });
  if (file.output.version > JSON_VERSION) return refuse({ code: 'newer-format' });
  const list: unknown = file.output.evidence;
  if (!Array.isArray(list)) return refuse({ code: 'not-ours' });
  if (list.length > MAX_PIECES) {
    return refuse({ code: 'too-many', count: list.length, limit: MAX_PIECES });
  }
  const odd = oddityIn(value);
  if (odd) return refuse(odd);
  const content = yield* readPieces(list);
  if (!content.ok) return content;
  const applications = readApplications(value);
  const { part } = file.output;
  const gone = readDeletions(value);
  return {
    ...content,
    ...(applications && { applications }),
    ...(gone && { gone }),
    ...(part && { part }),
  };
}

function* readPieces(values: readonly unknown[]): Steps<FileContent> {
  const pieces = new Map<PieceId, Piece>();
  let repeats = 0;
  for (const [index, value] of values.entries()) {
    if (index % SLICE_PIECES === 0) yield;
    const bad = (field: string) => refuse({ code: 'bad-piece', position: index + 1, field });
    const overlong = overlongList(value);
    if (overlong === 'contributions') return tooManyNotes(value);
    if (overlong) return bad(overlong);
    const stored = parsePiece(value);
    if (stored.state === 'newer') return refuse({ code: 'newer-format' });
    if (stored.state === 'unreadable') return bad(faultyField(value));
    const piece = stored.piece;
    const unfit = unfitField(piece);
    if (unfit !== undefined) return bad(unfit);
    const id = pieceId(piece.domain, piece.url);
    const twin = pieces.get(id);
    if (twin) repeats += 1;
    if (repeats > MAX_REPEATS) {
      return refuse({ code: 'repeated-page', position: index + 1, limit: MAX_REPEATS });
    }
    const both = twin ? mergePiece(twin, piece) : piece;
    if (overlongList(both) === 'contributions') return tooManyNotes(both);
    pieces.set(id, both);
  }
  return { ok: true, pieces };
}

/** @param value a piece, valid or not */
function tooManyNotes(value: unknown): FileContent {
  const { title, url } = Object(value) as Readonly<Record<string, unknown>>;
  const name = [title, url].find((one) => typeof one === 'string' && one !== '');
  return refuse({ code: 'too-many-notes', title: cleanTitle(String(name ?? '…')), limit: MAX_CONTRIBUTIONS });
}

/** @returns the name of a list with more entries than a piece can hold */
function overlongList(value: unknown): string | undefined {
  const fields = Object(value) as Record<string, unknown>;
  return Object.entries(MOST_ENTRIES).find(([field, most]) => {
    const list = fields[field];
    return Array.isArray(list) && list.length > most;
  })?.[0];
}

/** @returns the value; undefined if the text isn't JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** @returns why a parsed value isn't as flat and as plainly named as an export; undefined if it is */
function oddityIn(value: unknown, depth = 0): FileFault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (depth > MAX_DEPTH || names.length > MAX_FIELDS) return { code: 'not-ours' };
  const field = names.find(isForbiddenName);
  if (field !== undefined) return { code: 'forbidden-name', field };
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    const odd = oddityIn(child, depth + 1);
    if (odd) return odd;
  }
  return undefined;
}

function faultyField(value: unknown): string {
  const result = v.safeParse(storedPieceSchema, value, { abortEarly: true });
  const field = result.success ? undefined : result.issues[0].path?.[0]?.key;
  return typeof field === 'string' ? field : 'evidence';
}

function refuse(fault: FileFault): FileContent {
  return { ok: false, fault };
}
