import type { TestContext } from 'vitest';

/** What trying a fault many times came to: a line of the table at the end of a run. */
export interface FaultRow {
  /** What was done to the extension, with the promise it tries, such as `R1 Firefox: killed while it writes`. */
  readonly fault: string;
  tries: number;
  /** How much of what was acknowledged is gone. */
  lost: number;
  /** How often the teacher is told; missing where nothing went wrong that could be told. */
  foundOut?: number;
}

declare module 'vitest' {
  interface TaskMeta {
    faultRow?: FaultRow;
  }
}

/** Begins a row for the test that runs; what is counted in it later is in the table, also when the test fails. */
export function faultRow({ task }: TestContext, fault: string): FaultRow {
  const row: FaultRow = { fault, tries: 0, lost: 0 };
  task.meta.faultRow = row;
  return row;
}
