import type { Piece } from '../../evidence/piece/piece.ts';
import type { Applications } from '../../evidence/storage/applications.ts';
import { backedUp } from '../../evidence/storage/last-backup.ts';
import type { Services } from '../services.ts';

/** Records that a file with all these pieces and applications was saved. */
export async function noteBackup(
  run: Services['run'],
  pieces: Iterable<Piece>,
  { all }: Applications,
): Promise<void> {
  const outcome = await run({ type: 'note-backup', ...(await backedUp(pieces, all.values())) });
  // The file exists anyway; only its date is lost.
  if (!outcome.ok) console.error('The time of the backup could not be kept:', outcome.fault);
}
