import type { Piece, PieceId } from '../piece/piece.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';
import { withMovesFollowed } from './follow-moves.ts';
import { mergePiece } from './merge-pieces.ts';

/** Pieces by id, including deleted ones, because they delete pieces elsewhere. */
export type PieceList = ReadonlyMap<PieceId, Piece>;

/**
 * Merges lists. The order of the files doesn't matter, nor how often one file is among them.
 * @returns all pieces by id; a piece that the files don't change is the same object as in `mine`
 */
export function mergeLists(mine: PieceList, ...files: readonly PieceList[]): PieceList {
  const all = new Map(mine);
  for (const [id, theirs] of joinFiles(files)) {
    const here = all.get(id);
    all.set(id, here ? mergePiece(here, theirs) : theirs);
  }
  return withMovesFollowed(all, mine);
}

/** @returns several files merged into one */
export function joinFiles(files: readonly PieceList[]): PieceList {
  return atOnce(joiningFiles(files));
}

/** Works as {@link joinFiles} does, with a stop after each piece that several files have. */
export function* joiningFiles(files: readonly PieceList[]): Steps<PieceList> {
  const all = new Map<PieceId, Piece>();
  for (const [id, piece] of files.flatMap((file) => [...file])) {
    const known = all.get(id);
    all.set(id, known ? mergePiece(known, piece) : piece);
    if (known) yield;
  }
  return all;
}
