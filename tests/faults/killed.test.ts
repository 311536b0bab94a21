import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../evidence/commands/index.ts';
import { WAITING } from '../../evidence/storage/draft.ts';
import { isOf } from '../../evidence/storage/records-of.ts';
import { SETTINGS } from '../../evidence/storage/settings.ts';
import { anyCommand } from '../support/commands.ts';
import { ORIGIN, openEvidence } from '../support/evidence-store.ts';
import { faultRow } from '../support/fault-row.ts';
import { chance, FAULT_RUNS, FAULT_SEED } from '../support/fault-runs.ts';
import { BROWSERS } from '../support/two-browsers.ts';

/* R1: a browser that is killed while it writes loses nothing that it acknowledged, and has no half of anything. */

/** The number of commands sent at once, so that the writer has something to write. */
const AT_ONCE = 4;

/** The latest moment of the kill, in milliseconds after the first acknowledgement. */
const LATEST_MS = 300;

const newPage = fc.nat(100_000).map((number) => ({
  type: 'tag' as const,
  domain: 'collaboration' as const,
  pages: [{ url: `https://school.example/page/${number}`, title: `Page ${number}` }],
}));

/**
 * All but those about pictures, because what a start tidies up decides what becomes of one, and about the date, which
 * is another one in the expected store than in the browser.
 */
const anyOfMany = fc.oneof(
  anyCommand.filter(({ type }) => type !== 'set-picture' && type !== 'answer-date'),
  newPage,
);

describe.each(BROWSERS)('%s', (name, start) => {
  it('loses nothing that it acknowledged when killed while it writes', {
    timeout: 60_000 + FAULT_RUNS * 20_000,
  }, async (context) => {
    console.log(`FAULT_SEED=${FAULT_SEED}`);
    const row = faultRow(context, `R1 ${name}: killed while it writes`);
    const random = chance(FAULT_SEED);
    const profile = await mkdtemp(join(tmpdir(), 'mission-evidence-killed-'));
    // The same store and writer over memory: the expected records.
    const expected = openEvidence();
    let sent: readonly Command[] = [];
    let acknowledged = 0;
    try {
      for (let life = 0; life <= FAULT_RUNS; life++) {
        const driver = await start({ profile });
        const { page } = await driver.openTab('/evidence.html');
        const stored = content(await page.evaluate(() => chrome.storage.local.get(null)));
        for (const command of sent.slice(0, acknowledged)) await expected.writer.run(command);
        // An unacknowledged command may have been carried out, in its order, or not at all.
        for (const command of sent.slice(acknowledged)) {
          if (content(expected.contents()) === stored) break;
          await expected.writer.run(command);
        }
        if (content(expected.contents()) !== stored) row.lost += 1;
        expect(JSON.parse(stored)).toEqual(JSON.parse(content(expected.contents())));
        // The session ends with the browser: a quote that waits there comes into no later tag.
        for (const key of expected.area.items.keys()) if (isOf(WAITING, key)) expected.area.items.delete(key);
        if (life === FAULT_RUNS) {
          await driver.close();
          return;
        }
        // The browser makes an id of its own, so whatever files say of the one in memory is a colleague's.
        const sample = fc.sample(anyOfMany, { seed: FAULT_SEED + life, numRuns: 1_000 });
        const commands = JSON.parse(JSON.stringify(sample).replaceAll(ORIGIN, 'zofia')) as Command[];
        const stream = sendAll(page, commands);
        await stream.first;
        await new Promise((resolve) => setTimeout(resolve, random() * LATEST_MS));
        await driver.kill();
        ({ sent, acknowledged } = await stream.end);
        row.tries += 1;
      }
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  });
});

/** Sends commands from a page, group after group in their order, until its browser is gone. */
function sendAll(page: Page, commands: readonly Command[]) {
  let acknowledged = 0;
  const { promise: first, resolve: begin, reject: fail } = Promise.withResolvers<void>();
  const send = async (): Promise<void> => {
    for (; acknowledged < commands.length; acknowledged += AT_ONCE) {
      await page.evaluate(
        (group) => Promise.all(JSON.parse(group).map((one: unknown) => chrome.runtime.sendMessage(one))),
        JSON.stringify(commands.slice(acknowledged, acknowledged + AT_ONCE)),
      );
      begin();
    }
  };
  // Breaking off later is the purpose of this test.
  const end = send()
    .catch(fail)
    .then(() => ({ acknowledged, sent: commands.slice(0, acknowledged + AT_ONCE) }));
  return { first, end };
}

/**
 * Includes the records that later commands depend on (a saved name is on the pages tagged after it): they show how
 * many of the unacknowledged commands were carried out.
 * @returns pieces, drafts, summary, counts, settings and the last domain as text, without the times and the name of
 * the installation. Known labels are omitted: a start forgets those that no piece has, so a label that Undo brings
 * back later is not offered
 */
function content(items: Record<string, unknown>): string {
  const said = Object.entries(items).filter(
    ([key, value]) =>
      /^(evidence|draft|summary|tally|settings|last-domain)/.test(key) && value !== null && value !== 0,
  );
  const text = JSON.stringify(sorted(Object.fromEntries(said)), undefined, 1).replaceAll(
    /"\d{4}-\d\d-\d\dT[^"]*Z"/g,
    '"then"',
  );
  // Everything that the installation said, moved or deleted names it.
  const { origin } = SETTINGS.parse(items.settings);
  return origin === undefined ? text : text.replaceAll(origin, 'here');
}

/** Plain data with the names in every object sorted. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
