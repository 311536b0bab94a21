/** Splits a backup into files that import accepts, as few as possible: one for almost any list. */
import { MAX_APPLICATIONS } from '../application/application.ts';
import type { FilePart } from '../files/backup-format.ts';
import { isModestJson } from '../files/json-outline.ts';
import { MAX_FILE_BYTES, MAX_PIECES } from '../files/limits.ts';
import type { Piece } from '../piece/piece.ts';
import { inSlices, type Steps } from '../values/in-slices.ts';
import { type BesideEvidence, jsonOf } from './backup-text.ts';

/** Contents of a backup. */
export interface Backup extends BesideEvidence {
  /** Live and deleted pieces: a backup passes deletions on to colleagues. */
  readonly evidence: readonly Piece[];
}

/**
 * Splits a backup into files. Import's own checks (files/limits.ts) decide before anything is saved whether
 * it would refuse a file. If there are several files, each is complete in itself and has its number and the
 * total, so they can be imported at once or one after the other, in any order.
 * @param exportedAt ISO 8601 UTC
 * @param maxBytes of a file; smaller in tests
 * @returns the texts of the files
 * @throws AbortError if `signal` is aborted; Error if a single piece is more than import accepts
 */
export function backupFiles(
  backup: Backup,
  exportedAt: string,
  {
    signal,
    maxBytes = MAX_FILE_BYTES,
  }: { readonly signal?: AbortSignal | undefined; readonly maxBytes?: number } = {},
): Promise<readonly string[]> {
  return inSlices(filesOf(backup, exportedAt, maxBytes), signal);
}

function* filesOf(backup: Backup, exportedAt: string, maxBytes: number): Steps<readonly string[]> {
  const whole = acceptedText(backup, exportedAt, maxBytes);
  if (whole !== undefined) return [whole];
  const parts = yield* partsOf(backup, exportedAt, maxBytes);
  return parts.map((one, index) => textOf(one, exportedAt, { number: index + 1, of: parts.length }));
}

/** The longest possible part number: the real numbers are known only once all files are. */
const ANY_PART: FilePart = { number: 999_999, of: 999_999 };

/** Halves whatever does not fit, until it does. */
function* partsOf(backup: Backup, exportedAt: string, maxBytes: number): Steps<readonly Backup[]> {
  if (acceptedText(backup, exportedAt, maxBytes, ANY_PART) !== undefined) return [backup];
  const parts: Backup[] = [];
  for (const half of halvesOf(backup)) {
    yield;
    parts.push(...(yield* partsOf(half, exportedAt, maxBytes)));
  }
  return parts;
}

/** @returns the text of the file; undefined if import would refuse it */
function acceptedText(
  backup: Backup,
  exportedAt: string,
  maxBytes: number,
  part?: FilePart,
): string | undefined {
  const { evidence, applications, editions } = backup;
  if (evidence.length > MAX_PIECES || Math.max(applications.length, editions.length) > MAX_APPLICATIONS) {
    return undefined;
  }
  try {
    const text = textOf(backup, exportedAt, part);
    const bytes = new TextEncoder().encode(text);
    return bytes.length <= maxBytes && isModestJson(bytes) ? text : undefined;
  } catch (error) {
    // The text would exceed the longest possible string.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function textOf(backup: Backup, exportedAt: string, part?: FilePart): string {
  return jsonOf(backup.evidence, exportedAt, backup, part);
}

const NOTHING: Backup = { evidence: [], applications: [], editions: [] };

/** @returns a backup in parts, by kind if it has several; throws if there is nothing left to split */
export function halvesOf({ evidence, applications, editions, gone }: Backup): readonly Backup[] {
  const hasOthers = evidence.length + applications.length > 0;
  // If a backup is too large, it is mostly because of its editions.
  if (hasOthers && editions.length > 0)
    return [
      { ...NOTHING, evidence, applications, gone },
      { ...NOTHING, editions },
    ];
  if (evidence.length > 0 && applications.length > 0) {
    return [
      { ...NOTHING, evidence, gone },
      { ...NOTHING, applications },
    ];
  }
  if (hasOthers && gone) {
    return [
      { ...NOTHING, evidence, applications },
      { ...NOTHING, gone },
    ];
  }
  if (evidence.length > 1) return halved(evidence).map((half) => ({ ...NOTHING, evidence: half }));
  if (applications.length > 1)
    return halved(applications).map((half) => ({ ...NOTHING, applications: half }));
  if (editions.length > 1) return halved(editions).map((half) => ({ ...NOTHING, editions: half }));
  const [copy] = editions;
  if (!copy || copy.pieces.length < 2) throw new Error('One piece is more than import takes');
  const { total = copy.pieces.length } = copy;
  return halved(copy.pieces).map((pieces) => ({ ...NOTHING, editions: [{ ...copy, pieces, total }] }));
}

function halved<T>(list: readonly T[]): readonly T[][] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}
