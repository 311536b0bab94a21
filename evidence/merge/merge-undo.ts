import * as v from 'valibot';
import type { Change } from '../edits.ts';
import { type Evidence, isLive } from '../evidence.ts';
import { changeSchema } from '../last-action.ts';
import { sameValue } from '../same-value.ts';
import { sentBack } from '../take-back.ts';
import { timestamp } from '../timestamp.ts';
import { pieceOf, stateOf } from './piece-state.ts';

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
 * Takes the merge of one piece back: each thing in it is what it was before, to its time, unless it changed
 * again since. So nothing is deleted at a colleague's, and the same files can be merged again.
 * @returns the piece to write; `current` itself where there is nothing to take back
 */
export function unmerged(current: Evidence, { before, after }: Change, now: string): Evidence {
  if (!before) return isLive(after) ? sentBack(current, now) : current;
  if (sameValue(current, after)) return before;
  const [is, was, then] = [stateOf(current), stateOf(before), stateOf(after)];
  const back = pieceOf({
    domain: is.domain,
    registers: mapBack(is.registers, was.registers, then.registers),
    words: mapBack(is.words, was.words, then.words),
    life: sameValue(is.life, then.life) ? was.life : is.life,
    taggedAt: was.taggedAt,
  });
  return sameValue(back, pieceOf(is)) ? current : back;
}

/** The entries as they were before, but for those that are not any more what the merge made of them. */
function mapBack<T>(
  is: ReadonlyMap<string, T>,
  was: ReadonlyMap<string, T>,
  then: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const back = new Map<string, T>();
  for (const name of new Set([...is.keys(), ...was.keys()])) {
    const value = (sameValue(is.get(name), then.get(name)) ? was : is).get(name);
    if (value !== undefined) back.set(name, value);
  }
  return back;
}
