import type { MissionDomain } from '../../evidence/mission-domain.ts';
import type { Change } from '../../evidence/piece/edits.ts';
import type { Evidence, EvidenceId } from '../../evidence/piece/evidence.ts';

/** A piece that was deleted or moved away here, kept in its place with its Undo. */
export interface Gone {
  readonly movedTo: MissionDomain | undefined;
  readonly changes: readonly Change[];
}

/** @returns whether a piece that is no longer live is gone by what was done on this page, and not since */
export function wentHere(
  id: EvidenceId,
  { deletedAt }: Evidence,
  gone: ReadonlyMap<EvidenceId, Gone>,
): boolean {
  const change = gone.get(id)?.changes.find((one) => one.id === id);
  return change !== undefined && change.after.deletedAt === deletedAt;
}
