import type { Page } from 'puppeteer-core';

/** Number of sites over which {@link fill} spreads the pieces. */
const SITES = 97;

/**
 * Runs in a page of the extension: stores many pieces as a school of thirty might have them, none of them on
 * the measured pages, and has them counted.
 */
async function store(count: number, sites: number): Promise<void> {
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
  const part = 5_000;
  for (let first = 0; first < count; first += part) {
    const items: Record<string, unknown> = {};
    for (let number = first; number < Math.min(count, first + part); number += 1) {
      const domain = domains[number % 5];
      const url = `https://school${number % sites}.example/${number}`;
      const taggedAt = new Date(Date.UTC(2024, 0, 1) + number * 600_000).toISOString();
      items[`evidence:${domain}:${url}`] = {
        version: 1,
        domain,
        url,
        title: `${number} ${say(number, 5)}`,
        taggedAt,
        updatedAt: taggedAt,
        contributions: [
          {
            origin: `colleague-${number % 30}`,
            by: `Colleague ${number % 30}`,
            note: say(number + 3, 40),
          },
        ],
        labels: [`Project ${number % 40}`],
      };
    }
    await chrome.storage.local.set(items);
  }
  await chrome.runtime.sendMessage({ type: 'recount' });
  // Pieces stored behind the extension's back count as damage that the mirror shows, and every view reports
  // it.
  await chrome.runtime.sendMessage({ type: 'dismiss-recovery-notice' });
}

/** @param page a page of the extension @param count how many pieces it stores */
export function fill(page: Page, count: number): Promise<void> {
  return page.evaluate(store, count, SITES);
}
