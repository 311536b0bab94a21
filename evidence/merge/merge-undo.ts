import * as v from 'valibot';
import type { Change } from '../edits.ts';
import { type Evidence, isLive } from '../evidence.ts';
import { changeSchema } from '../last-action.ts';
import { stamped } from '../registers.ts';
import { sameValue } from '../same-value.ts';
import { sentBack, takeBack } from '../take-back.ts';
import { timestamp } from '../timestamp.ts';

const mergeUndoSchema = v.looseObject({
  version: v.literal(1),
  mergedAt: timestamp,
  changes: v.array(changeSchema),
});

/** The changes of the last merge, stored with it: they may be too many for a message. */
export interface MergeUndo {
  readonly version: 1;
  readonly mergedAt: string;
  readonly changes: readonly Change[];
}

/** @returns the stored changes, or undefined where there are none that can be read */
export function parseMergeUndo(value: unknown): MergeUndo | undefined {
  const result = v.safeParse(mergeUndoSchema, value);
  return result.success ? result.output : undefined;
}

/**
 * Takes the merge of one piece back. Where nothing happened since, the piece is what it was before to the
 * last time in it, so that the same files can be merged again; what changed since keeps its change.
 * @returns the piece to write; `current` itself where there is nothing to take back
 */
export function unmerged(current: Evidence, change: Change, now: string): Evidence {
  const { before, after } = change;
  if (!before) return isLive(after) ? sentBack(current, now) : current;
  if (sameValue(current, after)) return before;
  const back = takeBack(current, change, now);
  return back === current ? current : stamped(current, back);
}
