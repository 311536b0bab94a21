/** What is told of a comparison, kept until it was heard. */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';
import { RESCUE_KEY } from './storage-keys.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const rescueSchema = v.looseObject({
  version: v.literal(1),
  at: timestamp,
  restored: v.optional(v.object({ list: count, copy: count })),
  undecided: v.optional(
    v.object({ missing: count, unreadable: count, differing: count, outdated: v.boolean() }),
  ),
  copyFails: v.optional(v.literal(true)),
});

/**
 * The stored record; `at` is ISO 8601 UTC. `restored` counts the records that the list, or the copy, had lost
 * and that are back; `undecided` is what a human has to decide (compare.ts); `copyFails` says that the copy
 * cannot be written at present.
 */
export type Rescue = v.InferOutput<typeof rescueSchema>;

/** See {@link Rescue}; evidence/second-copy/ writes it. */
export const RESCUE: RecordKind<Rescue | undefined> = {
  prefix: RESCUE_KEY,
  parse: parseRescue,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored record, or undefined where there is none that can be read, or nothing to tell; never throws. */
export function parseRescue(value: unknown): Rescue | undefined {
  const result = v.safeParse(rescueSchema, value);
  if (!result.success) return undefined;
  const { restored, undecided, copyFails } = result.output;
  return restored || undecided || copyFails ? result.output : undefined;
}

/** @returns what is left to tell when it was heard what came back; null where that is nothing */
export function afterHearing({ restored: _heard, ...rest }: Rescue): Rescue | null {
  return parseRescue(rest) ?? null;
}

/** @returns the note when the copy begins to fail at `at` (ISO 8601 UTC), or does so no longer; null where nothing is left of it */
export function withCopyFault(before: Rescue | undefined, failing: boolean, at: string): Rescue | null {
  const { copyFails: _before, ...rest } = before ?? { version: 1 as const, at };
  if (!failing) return parseRescue(rest) ?? null;
  return { ...rest, copyFails: true };
}
