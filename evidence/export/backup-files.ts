/** Puts a backup into as few files as import reads back: one for almost any list. */
import { MAX_APPLICATIONS } from '../application/application.ts';
import type { FilePart } from '../files/backup-format.ts';
import { isModestJson } from '../files/json-outline.ts';
import { MAX_FILE_BYTES, MAX_PIECES } from '../files/limits.ts';
import type { Piece } from '../piece/piece.ts';
import { inSlices, type Steps } from '../values/in-slices.ts';
import { type BesideEvidence, jsonOf } from './backup-text.ts';

/** What a backup holds. */
export interface Backup extends BesideEvidence {
  /** Also the deletions that it takes to colleagues. */
  readonly evidence: readonly Piece[];
}

/**
 * Whether import would refuse a file is found out by import's own checks (files/limits.ts), before anything is saved.
 * Each of several files is whole by itself and says which of how many it is: they can be brought in at once or one
 * after the other, in any order.
 * @param exportedAt ISO 8601 UTC
 * @param maxBytes of a file; less in a test
 * @returns the files' texts
 * @throws AbortError when `signal` says to stop; Error where a single piece is more than import takes
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

/** The longest that a file may say of which it is: the numbers are known only when all files are. */
const ANY_PART: FilePart = { number: 999_999, of: 999_999 };

/** Halves what does not fit, until it does. */
function* partsOf(backup: Backup, exportedAt: string, maxBytes: number): Steps<readonly Backup[]> {
  if (acceptedText(backup, exportedAt, maxBytes, ANY_PART) !== undefined) return [backup];
  const parts: Backup[] = [];
  for (const half of halvesOf(backup)) {
    yield;
    parts.push(...(yield* partsOf(half, exportedAt, maxBytes)));
  }
  return parts;
}

/** @returns the file; undefined where import would refuse it */
function acceptedText(
  backup: Backup,
  exportedAt: string,
  maxBytes: number,
  part?: FilePart,
): string | undefined {
  const { evidence, applications, copies } = backup;
  if (evidence.length > MAX_PIECES || Math.max(applications.length, copies.length) > MAX_APPLICATIONS) {
    return undefined;
  }
  try {
    const text = textOf(backup, exportedAt, part);
    const bytes = new TextEncoder().encode(text);
    return bytes.length <= maxBytes && isModestJson(bytes) ? text : undefined;
  } catch (error) {
    // It would be longer than any text can be.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function textOf(backup: Backup, exportedAt: string, part?: FilePart): string {
  return jsonOf(backup.evidence, exportedAt, backup, part);
}

const NOTHING: Backup = { evidence: [], applications: [], copies: [] };

/** @returns a backup in parts, by kind where it has several; throws where nothing is left to part */
export function halvesOf({ evidence, applications, copies, gone }: Backup): readonly Backup[] {
  const hasOthers = evidence.length + applications.length > 0;
  // Copies are most of what is too large.
  if (hasOthers && copies.length > 0)
    return [
      { ...NOTHING, evidence, applications, gone },
      { ...NOTHING, copies },
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
  if (copies.length > 1) return halved(copies).map((half) => ({ ...NOTHING, copies: half }));
  const [copy] = copies;
  if (!copy || copy.pieces.length < 2) throw new Error('One piece is more than import takes');
  const { total = copy.pieces.length } = copy;
  return halved(copy.pieces).map((pieces) => ({ ...NOTHING, copies: [{ ...copy, pieces, total }] }));
}

function halved<T>(list: readonly T[]): readonly T[][] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}
