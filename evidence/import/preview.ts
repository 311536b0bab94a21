import { unsaidFields } from '../edits.ts';
import { type Evidence, type EvidenceId, isLive } from '../evidence.ts';

/** What taking a file in would do to the list. */
export interface ImportPreview {
  /** Pieces that are not in the list. */
  readonly fresh: readonly Evidence[];
  /** Pieces that are there and say all that the file says: nothing happens to them. */
  readonly same: readonly Evidence[];
  /** Pieces that are there and say something else. */
  readonly differing: readonly Difference[];
}

/** A piece of the list, and the same piece as the file has it. */
export interface Difference {
  readonly mine: Evidence;
  readonly theirs: Evidence;
  /** The names of the fields in which the file says something that the list does not. */
  readonly fields: readonly string[];
}

/**
 * Compares a file with the list; changes nothing.
 * @param mine the list, by id
 * @param theirs the file's pieces, by id
 */
export function previewImport(
  mine: ReadonlyMap<EvidenceId, Evidence>,
  theirs: ReadonlyMap<EvidenceId, Evidence>,
): ImportPreview {
  const fresh: Evidence[] = [];
  const same: Evidence[] = [];
  const differing: Difference[] = [];
  for (const [id, piece] of theirs) {
    const here = mine.get(id);
    if (!isLive(here)) {
      fresh.push(piece);
      continue;
    }
    const fields = unsaidFields(here, piece);
    if (fields.length === 0) same.push(piece);
    else differing.push({ mine: here, theirs: piece, fields });
  }
  return { fresh, same, differing };
}
