/** The result of a comparison with the mirror, stored until the teacher dismisses it. */
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
 * The stored record; `at` is ISO 8601 UTC. `restored` counts the records that the list, or the mirror, had
 * lost and that are back; `undecided` is what the teacher has to decide (compare.ts); `mirrorFails` says that
 * the mirror can't be written at present.
 */
export type RecoveryReport = v.InferOutput<typeof recoveryReportSchema>;

/** See {@link RecoveryReport}; evidence/mirror/ writes it. */
export const RECOVERY_REPORT: RecordKind<RecoveryReport | undefined> = {
  prefix: RECOVERY_REPORT_KEY,
  parse: parseRecoveryReport,
  inSnapshot: false,
  inMirror: false,
};

/**
 * @returns the stored record; undefined if there is none that can be read, or nothing to report; never throws
 */
export function parseRecoveryReport(value: unknown): RecoveryReport | undefined {
  const result = v.safeParse(recoveryReportSchema, value);
  if (!result.success) return undefined;
  const { restored, undecided, mirrorFails } = result.output;
  return restored || undecided || mirrorFails ? result.output : undefined;
}

/**
 * @returns the report after the notice of recovered records was dismissed; null if nothing is left to report
 */
export function afterDismissal({ restored: _heard, ...rest }: RecoveryReport): RecoveryReport | null {
  return parseRecoveryReport(rest) ?? null;
}

/**
 * @returns the report after the mirror begins to fail at `at` (ISO 8601 UTC), or works again; null if nothing
 *   is left to report
 */
export function withMirrorFault(
  before: RecoveryReport | undefined,
  failing: boolean,
  at: string,
): RecoveryReport | null {
  const { mirrorFails: _before, ...rest } = before ?? { version: 1 as const, at };
  if (!failing) return parseRecoveryReport(rest) ?? null;
  return { ...rest, mirrorFails: true };
}
