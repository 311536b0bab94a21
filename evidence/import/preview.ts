import { saysAllOf } from '../edits.ts';
import { type Evidence, type EvidenceId, isLive } from '../evidence.ts';

/** What taking a file in would do to the list. */
export interface ImportPreview {
  /** Pieces that are not in the list. */
  readonly fresh: readonly Evidence[];
  /** Pieces that are there and say all that the file says: nothing happens to them. */
  readonly same: readonly Evidence[];
  /** Pieces that are there and say something else. */
  readonly differing: readonly { readonly mine: Evidence; readonly theirs: Evidence }[];
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
  const differing: { mine: Evidence; theirs: Evidence }[] = [];
  for (const [id, piece] of theirs) {
    const here = mine.get(id);
    if (!isLive(here)) fresh.push(piece);
    else if (saysAllOf(here, piece)) same.push(piece);
    else differing.push({ mine: here, theirs: piece });
  }
  return { fresh, same, differing };
}
