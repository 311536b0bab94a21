/** What is told of a comparison, kept until it was heard. */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';
import { RECOVERY_REPORT_KEY } from './storage-keys.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const recoveryReportSchema = v.looseObject({
  version: v.literal(1),
  at: timestamp,
  restored: v.optional(v.object({ list: count, mirror: count })),
  undecided: v.optional(
    v.object({ missing: count, unreadable: count, differing: count, outdated: v.boolean() }),
  ),
  mirrorFails: v.optional(v.literal(true)),
});

/**
 * The stored record; `at` is ISO 8601 UTC. `restored` counts the records that the list, or the copy, had lost
 * and that are back; `undecided` is what a human has to decide (compare.ts); `mirrorFails` says that the copy
 * cannot be written at present.
 */
export type RecoveryReport = v.InferOutput<typeof recoveryReportSchema>;

/** See {@link RecoveryReport}; evidence/mirror/ writes it. */
export const RECOVERY_REPORT: RecordKind<RecoveryReport | undefined> = {
  prefix: RECOVERY_REPORT_KEY,
  parse: parseRecoveryReport,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored record, or undefined where there is none that can be read, or nothing to tell; never throws. */
export function parseRecoveryReport(value: unknown): RecoveryReport | undefined {
  const result = v.safeParse(recoveryReportSchema, value);
  if (!result.success) return undefined;
  const { restored, undecided, mirrorFails } = result.output;
  return restored || undecided || mirrorFails ? result.output : undefined;
}

/** @returns what is left to tell when it was heard what came back; null where that is nothing */
export function afterDismissal({ restored: _heard, ...rest }: RecoveryReport): RecoveryReport | null {
  return parseRecoveryReport(rest) ?? null;
}

/** @returns the note when the copy begins to fail at `at` (ISO 8601 UTC), or does so no longer; null where nothing is left of it */
export function withMirrorFault(
  before: RecoveryReport | undefined,
  failing: boolean,
  at: string,
): RecoveryReport | null {
  const { mirrorFails: _before, ...rest } = before ?? { version: 1 as const, at };
  if (!failing) return parseRecoveryReport(rest) ?? null;
  return { ...rest, mirrorFails: true };
}
