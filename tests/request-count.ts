import type { Reporter, TestModule } from 'vitest/node';
import type {} from './support/count-requests.ts';

/** Ends a run that started browsers with the number of requests they made beyond this machine. */
export default class RequestCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = modules.flatMap((one) => one.meta().requests ?? []);
    if (counts.length === 0) return;
    const sum = (name: 'browsers' | 'requests' | 'browsersOwn') =>
      counts.reduce((total, one) => total + one[name], 0);
    console.log(
      `\n${sum('browsers')} browsers were started. Requests that were to leave this machine: ` +
        `${sum('requests')}, and ${sum('browsersOwn')} to the browsers' own makers.`,
    );
  }
}
