import type { MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';

/** A piece that was deleted or moved away on this page: a trace stays in its place, with its Undo. */
export interface Gone {
  readonly movedTo: MissionDomain | undefined;
  /** When it happened, ISO 8601 UTC. */
  readonly at: string | undefined;
  /** The id of the action to undo. */
  readonly undoId: string | undefined;
}

/** @returns whether a piece that is no longer live was deleted or moved on this page, and not again since */
export function wentHere(id: PieceId, { deletedAt }: Piece, gone: ReadonlyMap<PieceId, Gone>): boolean {
  return deletedAt !== undefined && gone.get(id)?.at === deletedAt;
}
