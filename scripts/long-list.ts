/**
 * Measures the evidence page of the built extension with a long list, in real Chromium: when the first
 * rows are there, what a key in the search costs, what scrolling does, and changes of all pieces at once.
 *
 *     node scripts/long-list.ts [number of pieces]
 */
import { startChromium } from '../tests/browsers/chromium.ts';

const COUNT = Number(process.argv[2] ?? 10_000);

const chromium = await startChromium();
try {
  const setUp = await chromium.openTab('/evidence.html');
  await setUp.page.evaluate(async (count) => {
    const domains = [
      'shared-leadership',
      'collaboration',
      'student-agency',
      'model-school',
      'inclusive-innovation',
    ];
    const words = [
      'Școala',
      'water',
      'garden',
      'Łódź',
      'council',
      'eSafety',
      'together',
      'õpilased',
      'planned',
    ];
    const say = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => words[(from * 7 + at * at) % words.length]).join(' ');
    const items: Record<string, unknown> = {};
    for (let number = 0; number < count; number += 1) {
      const domain = domains[number % 5];
      const url = `https://school${number % 97}.example/${number}`;
      const taggedAt = new Date(Date.UTC(2024, 0, 1) + number * 3_600_000).toISOString();
      items[`evidence:${domain}:${url}`] = {
        version: 2,
        domain,
        url,
        title: `${number} ${say(number, 5)}`,
        note: say(number + 3, 40),
        taggedAt,
        updatedAt: taggedAt,
        labels: [`Project ${number % 40}`],
        taggedBy: `Colleague ${number % 30}`,
      };
    }
    await chrome.storage.local.set(items);
    await chrome.runtime.sendMessage({ type: 'rebuild-summary' });
  }, COUNT);
  await setUp.close();

  const { page } = await chromium.openTab('/evidence.html');
  await page.waitForSelector('article');
  const say = (what: string, value: number) => console.log(`${what}: ${value.toFixed(1)}`);
  say('first rows, ms from the start of the page', await page.evaluate(() => performance.now()));
  say('rows in the page', await page.evaluate(() => document.querySelectorAll('article').length));

  const keys = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) throw new Error('There is no search');
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const costs: [handler: number, painted: number][] = [];
    for (const text of ['s', 'sc', 'sco', 'scoa', 'scoal', 'scoala', 'scoala 9', 'scoala 99', 'scoala', '']) {
      await frame();
      const start = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
      await Promise.resolve();
      const handled = performance.now() - start;
      await frame();
      costs.push([handled, performance.now() - start]);
    }
    return costs;
  });
  console.log('keys in the search, ms of script and until painted:');
  console.log(keys.map((key) => key.map((ms) => ms.toFixed(1)).join(' / ')).join('\n'));

  const frames = await page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      scrollBy(0, 400);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps.sort((a, b) => a - b);
  });
  say('scrolling, median frame, ms', frames[60] ?? 0);
  say('scrolling, 95th of 100 frames, ms', frames[114] ?? 0);
  say('scrolling, longest frame, ms', frames.at(-1) ?? 0);

  const bulk = await page.evaluate(async () => {
    const ids = Object.keys(await chrome.storage.local.get(null))
      .filter((key) => key.startsWith('evidence:'))
      .map((key) => key.slice('evidence:'.length));
    const timed = async (command: unknown) => {
      const start = performance.now();
      const answer = await chrome.runtime.sendMessage(command);
      return { ms: performance.now() - start, answer };
    };
    const told: [string, number][] = [];
    for (const [name, command] of [
      ['take off all', { type: 'take-off-pieces', ids }],
      ['move all to one domain', { type: 'move-pieces', ids, to: 'model-school' }],
      ['label all', { type: 'edit-pieces', ids, change: { addLabels: ['All'] } }],
    ] as const) {
      const { ms, answer } = await timed(command);
      if (!answer.ok) throw new Error(`${name}: ${answer.fault}`);
      told.push([`${name}, ms`, ms], [`${name}, MB of answer`, JSON.stringify(answer).length / 1e6]);
      const undone = await timed({ type: 'undo', changes: answer.changes });
      told.push([`${name}, Undo, ms`, undone.ms]);
    }
    return told;
  });
  for (const [what, value] of bulk) say(what, value);
} finally {
  await chromium.close();
}
