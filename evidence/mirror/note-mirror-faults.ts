import { keyOf } from '../storage/record-kind.ts';
import { parseRecoveryReport, RECOVERY_REPORT, withMirrorFault } from '../storage/recovery-report.ts';
import type { StorageArea } from '../storage/store.ts';

const KEY = keyOf(RECOVERY_REPORT);

/** @returns a function that records for the views, in the recovery report, whether the mirror fails */
export function noteMirrorFaults(
  area: StorageArea,
  now: () => Date = () => new Date(),
): (failing: boolean) => Promise<void> {
  return async (failing) => {
    const { [KEY]: stored } = await area.get(KEY);
    await area.set({ [KEY]: withMirrorFault(parseRecoveryReport(stored), failing, now().toISOString()) });
  };
}
