/** What a comparison of the stores leaves to tell a teacher. Pure. */
import { parseRecoveryReport, type RecoveryReport } from '../storage/recovery-report.ts';
import { sameValue } from '../values/same-value.ts';
import type { Comparison, Places } from './compare.ts';

/**
 * @param at ISO 8601 UTC
 * @returns the report to store; null deletes the stored one, undefined leaves it as it is
 */
export function reportAfter(
  { list, mirror }: Places,
  { restored, undecided }: Comparison,
  at: string,
): RecoveryReport | null | undefined {
  const before = list.recoveryReport;
  const again = before?.restored ?? { list: 0, mirror: 0 };
  const all = { list: again.list + restored.list, mirror: again.mirror + restored.mirror };
  const after = {
    ...(all.list + all.mirror > 0 && { restored: all }),
    ...(undecided && { undecided }),
    // Keep an earlier report that the mirror fails; a new failure is reported after writing was tried.
    ...(mirror === 'unreadable' && before?.mirrorFails && { mirrorFails: true as const }),
  };
  if (Object.keys(after).length === 0) return before ? null : undefined;
  const { at: _at, version: _version, ...said } = before ?? {};
  return sameValue(said, after) ? undefined : { version: 1, at, ...after };
}

/**
 * @param report the report as it is stored
 * @param refused how many records the damaged list refused to take back
 * @param at ISO 8601 UTC, if there is no report yet
 */
export function withRefused(report: unknown, refused: number, at: string): RecoveryReport {
  const { restored, undecided, ...rest } = parseRecoveryReport(report) ?? { version: 1, at };
  const { missing = 0, unreadable = 0, differing = 0, outdated = false } = undecided ?? {};
  const { list = 0, mirror = 0 } = restored ?? {};
  const back = Math.max(0, list - refused);
  return {
    ...rest,
    ...(back + mirror > 0 && { restored: { list: back, mirror } }),
    undecided: { missing, unreadable: unreadable + refused, differing, outdated },
  };
}
