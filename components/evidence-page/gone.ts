import type { MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';

/** A piece that was deleted or moved away here, kept in its place with its Undo. */
export interface Gone {
  readonly movedTo: MissionDomain | undefined;
  /** When it was done, ISO 8601 UTC. */
  readonly at: string | undefined;
  /** What undoes it. */
  readonly undoId: string | undefined;
}

/** @returns whether a piece that is no longer live is gone by what was done on this page, and not since */
export function wentHere(id: PieceId, { deletedAt }: Piece, gone: ReadonlyMap<PieceId, Gone>): boolean {
  return deletedAt !== undefined && gone.get(id)?.at === deletedAt;
}
