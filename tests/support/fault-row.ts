import type { TestContext } from 'vitest';

/** The result of trying a fault many times: a line of the table at the end of a run. */
export interface FaultRow {
  /** The fault that was caused, with the promise it tests, such as `R1 Firefox: killed while it writes`. */
  readonly fault: string;
  tries: number;
  /** The number of acknowledged changes that are gone. */
  lost: number;
  /** The number of times the teacher was notified; missing if nothing went wrong that could be reported. */
  foundOut?: number;
}

declare module 'vitest' {
  interface TaskMeta {
    faultRow?: FaultRow;
  }
}

/** Begins a row for the running test. Later counts in it are in the table even if the test fails. */
export function faultRow({ task }: TestContext, fault: string): FaultRow {
  const row: FaultRow = { fault, tries: 0, lost: 0 };
  task.meta.faultRow = row;
  return row;
}
