import * as v from 'valibot';
import { MAX_NOTE_LENGTH } from '../clean-text.ts';
import { joinNotes } from '../edits.ts';
import { type Evidence, type EvidenceId, evidenceId, evidenceSchema, parseEvidence } from '../evidence.ts';
import { JSON_FORMAT, JSON_VERSION } from '../export/json.ts';

/** The largest file that is read, in bytes: some forty thousand pieces of the usual length. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The most pieces a file may hold. */
export const MAX_PIECES = 100_000;

/** What is wrong with a file, with what the sentence about it needs. Nothing was changed. */
export type FileFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-text' }
  | { readonly code: 'not-json' }
  | { readonly code: 'not-ours' }
  | { readonly code: 'newer-format' }
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  /** `position` counts from 1; `field` is the field's name in the file. */
  | { readonly code: 'bad-piece'; readonly position: number; readonly field: string };

/** The pieces of a file, each once, or what is wrong with it. */
export type FileContent =
  | { readonly ok: true; readonly pieces: ReadonlyMap<EvidenceId, Evidence> }
  | { readonly ok: false; readonly fault: FileFault };

/** Names that could reach a prototype if anything ever copied them carelessly. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** How deep a file may nest; an export has three levels, and unknown fields may have some more. */
const MAX_DEPTH = 16;

/** What every version says of itself; what else it says is looked at when the version is known. */
const fileSchema = v.object({
  format: v.literal(JSON_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  evidence: v.optional(v.unknown()),
});

/**
 * Reads a JSON export. Everything is checked before anything is returned, so a file is taken whole
 * or not at all.
 * @param bytes the file's content; UTF-8, with or without a byte order mark
 * @returns the pieces, each page once under each domain, or the first fault; never throws
 */
export function readJson(bytes: Uint8Array): FileContent {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const text = decode(bytes);
  if (text === undefined) return refuse({ code: 'not-text' });
  if (text.trim() === '') return refuse({ code: 'empty-file' });
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
  return isPlain(value) ? readPieces(list) : refuse({ code: 'not-ours' });
}

function readPieces(values: readonly unknown[]): FileContent {
  const pieces = new Map<EvidenceId, Evidence>();
  for (const [index, value] of values.entries()) {
    const stored = parseEvidence(value);
    if (stored.state === 'newer') return refuse({ code: 'newer-format' });
    if (stored.state === 'unreadable') {
      return refuse({ code: 'bad-piece', position: index + 1, field: faultyField(value) });
    }
    const piece = stored.evidence;
    if (piece.deletedAt !== undefined) continue;
    const id = evidenceId(piece.domain, piece.url);
    const twin = pieces.get(id);
    const one = twin ? combined(twin, piece) : piece;
    if (one.note.length > MAX_NOTE_LENGTH) {
      return refuse({ code: 'bad-piece', position: index + 1, field: 'note' });
    }
    pieces.set(id, one);
  }
  return { ok: true, pieces };
}

/** The same page twice under one domain, as two tools or hands may leave it: one piece, both notes. */
function combined(first: Evidence, second: Evidence): Evidence {
  const later = second.updatedAt > first.updatedAt ? second : first;
  const earlier = later === second ? first : second;
  const [taggedAt] = [first.taggedAt, second.taggedAt].sort() as [string, string];
  return { ...earlier, ...later, taggedAt, note: joinNotes(first.note, second.note) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @returns the value, or undefined where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** @returns whether a parsed value is as flat and as plainly named as an export is. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((child) => isPlain(child, depth + 1));
  return Object.entries(value).every(
    ([name, child]) => !FORBIDDEN_NAMES.has(name) && isPlain(child, depth + 1),
  );
}

function faultyField(value: unknown): string {
  const result = v.safeParse(evidenceSchema, value);
  const field = result.success ? undefined : result.issues[0].path?.[0]?.key;
  return typeof field === 'string' ? field : 'evidence';
}

function refuse(fault: FileFault): FileContent {
  return { ok: false, fault };
}
