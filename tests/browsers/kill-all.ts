import { once } from 'node:events';
import type { Browser } from 'puppeteer-core';

/**
 * Ends a browser at once, in the middle of any work, and waits until it is gone. puppeteer starts each browser as the
 * leader of a group that contains all its processes.
 */
export async function killAll(browser: Browser): Promise<void> {
  const leader = browser.process();
  if (leader?.pid === undefined) throw new Error('The browser is not running');
  const gone = once(leader, 'exit');
  process.kill(-leader.pid, 'SIGKILL');
  await gone;
}
