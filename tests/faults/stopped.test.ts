import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import { PIECE_VERSION, type Piece, pieceId } from '../../evidence/piece/piece.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { eraseAll } from '../support/erase-all.ts';
import { faultRow } from '../support/fault-row.ts';
import { chance, FAULT_RUNS, FAULT_SEED } from '../support/fault-runs.ts';
import { noteIn, piece } from '../support/pieces.ts';
import { BROWSERS, storedItems, storedUnder } from '../support/two-browsers.ts';

/* R6: a background that is stopped halfway leaves all or nothing, and its work can be done again. */

const PIECES: readonly Piece[] = Array.from({ length: 1_000 }, (_, number) =>
  piece({ url: `https://school.example/${number}`, title: `Page ${number}`, note: 'Why? '.repeat(100) }),
);

const MERGE: Command = { type: 'merge', pieces: [...PIECES] };

/** Changes each piece. */
const CHANGE: Command = {
  type: 'edit-facts',
  ids: PIECES.map(({ domain, url }) => pieceId(domain, url)),
  change: { status: 'planned' },
};

const STORED = Object.fromEntries(PIECES.map((one) => [`evidence:${pieceId(one.domain, one.url)}`, one]));

/** The number of times each is stopped. */
const RUNS = Math.ceil(FAULT_RUNS / 4);

const PATIENCE = { timeout: 60_000 + RUNS * 30_000 };

describe.each(BROWSERS)('%s', (name, start) => {
  const random = chance(FAULT_SEED);
  let driver: BrowserWithExtension;
  let list: View;

  beforeAll(async () => {
    console.log(`FAULT_SEED=${FAULT_SEED}`);
    driver = await start();
    list = await driver.openTab('/evidence.html');
  });

  afterAll(() => driver?.close());

  /** Replaces everything that is stored by this. */
  async function begin(items: Record<string, unknown>): Promise<void> {
    await eraseAll(driver);
    await (await driver.background()).evaluate(async (text) => {
      await chrome.storage.local.set(JSON.parse(text));
    }, JSON.stringify(items));
  }

  /** @returns the answer to the view; undefined if it gets none because the background is gone */
  function send(command: Command): Promise<Outcome | undefined> {
    return list.page.evaluate(
      (text) => chrome.runtime.sendMessage(JSON.parse(text)).catch(() => undefined),
      JSON.stringify(command),
    );
  }

  /** The time of an undisturbed command, in milliseconds. */
  async function timeOf(command: Command): Promise<number> {
    const begun = performance.now();
    expect(await send(command)).toMatchObject({ ok: true });
    return performance.now() - begun;
  }

  const stored = () => storedUnder<Piece>(driver, 'evidence:');

  /** Sends a command and stops the background in the middle of it. */
  async function sendAndStop(command: Command, afterMs: number): Promise<Outcome | undefined> {
    const answer = send(command);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await driver.stopBackground();
    return Promise.race([answer, stored().then(() => undefined)]);
  }

  it('leaves all or nothing when stopped inside a merge of 1,000', PATIENCE, async (context) => {
    const row = faultRow(context, `R6 ${name}: stopped inside a merge of 1,000`);
    row.foundOut = 0;
    await begin({});
    const whole = await timeOf(MERGE);
    for (; row.tries < RUNS; row.tries++) {
      await begin({});
      const outcome = await sendAndStop(MERGE, random() * whole);
      const count = (await stored()).length;
      if (outcome?.ok ? count !== PIECES.length : ![0, PIECES.length].includes(count)) row.lost += 1;
      if (!outcome) row.foundOut += 1;
      expect(row.lost, `${count} pieces after ${JSON.stringify(outcome)?.slice(0, 60)}`).toBe(0);
      expect(await send(MERGE)).toMatchObject({ ok: true });
      expect(await stored()).toHaveLength(PIECES.length);
      expect((await storedItems(driver)).summary).toEqual(summarise(PIECES));
    }
  });

  it('leaves all or nothing when stopped inside a change of 1,000', PATIENCE, async (context) => {
    const row = faultRow(context, `R6 ${name}: stopped inside a change of 1,000`);
    row.foundOut = 0;
    await begin(STORED);
    const whole = await timeOf(CHANGE);
    for (; row.tries < RUNS; row.tries++) {
      await begin(STORED);
      const outcome = await sendAndStop(CHANGE, random() * whole);
      const now = await stored();
      const versions = new Set(now.map(({ version, status }) => `${version} ${status}`));
      const isWhole = now.length === PIECES.length && versions.size === 1;
      if (!isWhole || (outcome?.ok && !versions.has(`${PIECE_VERSION} planned`))) row.lost += 1;
      if (!outcome) row.foundOut += 1;
      expect(row.lost, `${now.length} pieces: ${[...versions]}`).toBe(0);
      expect(await send(CHANGE)).toMatchObject({ ok: true });
      const after = await stored();
      expect(after).toHaveLength(PIECES.length);
      for (const one of after)
        expect([one.version, one.status, noteIn(one)]).toEqual([PIECE_VERSION, 'planned', noteIn(PIECES[0])]);
    }
  });
});
