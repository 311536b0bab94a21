import type { Page } from 'puppeteer-core';
import type { Figure } from './table.ts';

/** Runs in a page of the extension. @returns how long each change of all pieces took, in milliseconds */
async function changeAll(): Promise<[string, number][]> {
  const ids = Object.keys(await chrome.storage.local.get(null))
    .filter((key) => key.startsWith('evidence:'))
    .map((key) => key.slice('evidence:'.length));
  const told: [string, number][] = [];
  for (const [name, command] of [
    ['taken off', { type: 'delete', ids }],
    ['moved to one domain', { type: 'move', ids, to: 'model-school' }],
    ['labelled', { type: 'edit-facts', ids, change: { addLabels: ['All'] }, undoable: true }],
  ] as const) {
    const start = performance.now();
    const answer = await chrome.runtime.sendMessage(command);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault}`);
    told.push([name, performance.now() - start]);
    await chrome.runtime.sendMessage({ type: 'undo', id: answer.undoId });
  }
  return told;
}

/** Changes all pieces in one command, and undoes each change. */
export async function measureBulk(page: Page): Promise<Figure[]> {
  const told = await page.evaluate(changeAll);
  return told.map(([name, value]) => ({ what: `10,000 at once: ${name}`, value, unit: 'ms' }));
}
