import type { Reporter, TestModule } from 'vitest/node';
import type { FaultRow } from './support/fault-row.ts';

/** Ends a run that tried faults with a table of the results. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules
      .flatMap((one) => [...one.children.allTests()])
      .map((test) => test.meta().faultRow)
      .filter((row): row is FaultRow => row !== undefined)
      .sort((a, b) => (a.fault < b.fault ? -1 : 1));
    if (rows.length === 0) return;
    const width = Math.max(...rows.map(({ fault }) => fault.length));
    const line = (...cells: readonly (string | number)[]) =>
      cells.map((cell, index) => (index === 0 ? `${cell}`.padEnd(width) : `${cell}`.padStart(10))).join('');
    console.log(`\n${line('fault', 'tries', 'lost', 'found out')}`);
    for (const { fault, tries, lost, foundOut = '–' } of rows)
      console.log(line(fault, tries, lost, foundOut));
    console.log(
      'R7, R8 and R9 are tried in the logic tests: merging, hostile files, data of other versions.',
    );
  }
}
