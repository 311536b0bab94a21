import type { Reporter, TestModule } from 'vitest/node';
import type {} from './support/count-requests.ts';

/** Ends a run that started browsers with how many requests they made beyond this machine. */
export default class RequestCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = modules.flatMap((one) => one.meta().requests ?? []);
    if (counts.length === 0) return;
    const browsers = counts.reduce((sum, one) => sum + one.browsers, 0);
    const requests = counts.reduce((sum, one) => sum + one.requests, 0);
    console.log(`\n${browsers} browsers were started; ${requests} requests were to leave this machine.`);
  }
}
