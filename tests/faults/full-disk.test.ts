import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import type { Fault } from '../../evidence/fault.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { pieceId } from '../../evidence/piece/piece-id.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { faultRow } from '../support/fault-row.ts';
import { chance, FAULT_RUNS, FAULT_SEED } from '../support/fault-runs.ts';
import { noteIn } from '../support/pieces.ts';
import { canMount, smallVolume } from '../support/small-volume.ts';
import { BROWSERS, storedUnder } from '../support/two-browsers.ts';

/* R10: on a full disk nothing that was acknowledged is lost, and unsaved changes are reported each time. */

const RUNS = Math.ceil(FAULT_RUNS / 10);

/** The size that the browsers need. */
const MEGABYTES = 200;

/** The most space left when the volume was filled: the first changes find room, in list or mirror or both. */
const MOST_LEFT = 120_000;

/** The number of changes that have to fail before there is room again. */
const FAILURES = 15;

/** After so many the volume is not full. */
const MOST_CHANGES = 300;

/** The length of the longest note. */
const MOST_WORDS = 300;

/** The number of changes after there is room again. */
const AFTERWARDS = 5;

const mountable = await canMount();

describe.each(BROWSERS)('%s', (name, start) => {
  it('loses nothing that was acknowledged on a full disk', {
    timeout: 60_000 + RUNS * 40_000,
  }, async (context) => {
    if (!mountable) context.skip('a small volume cannot be mounted here: that takes root on Linux');
    console.log(`FAULT_SEED=${FAULT_SEED}`);
    const row = faultRow(context, `R10 ${name}: a full disk`);
    row.foundOut = 0;
    const random = chance(FAULT_SEED);
    for (let round = 0; round < RUNS; round++) {
      const volume = await smallVolume(MEGABYTES);
      let driver: BrowserWithExtension | undefined;
      try {
        const profile = join(volume.path, 'profile');
        driver = await start({ profile });
        const list = await driver.openTab('/evidence.html');
        const log = changesOf(list, random);
        for (let number = 0; number < 3; number++) await log.change();
        expect(log.failed).toBe(0);

        await volume.fill(Math.floor(random() * MOST_LEFT));
        while (log.failed < FAILURES && log.count < MOST_CHANGES) await log.change();
        const { failed } = log;
        expect(failed).toBeGreaterThanOrEqual(FAILURES);
        // The view's report is tested by R5.
        if (log.faults.isSubsetOf(new Set(['storage-failed']))) row.foundOut += 1;

        await volume.free();
        for (let number = 0; number < AFTERWARDS; number++) await log.change();
        expect(log.failed).toBe(failed);
        await driver.kill();

        driver = await start({ profile });
        await driver.openTab('/evidence.html');
        const stored = new Map(
          (await storedUnder<Piece>(driver, 'evidence:')).map((piece) => [piece.url, noteIn(piece)] as const),
        );
        row.tries += 1;
        const lost = log.lostIn(stored);
        row.lost += lost.length;
        expect(lost).toEqual([]);
      } finally {
        // No process may use the volume when it is removed.
        await driver?.kill().catch(() => {});
        await volume.end();
      }
    }
    expect([row.lost, row.foundOut]).toEqual([0, row.tries]);
  });
});

/** Makes changes from a view, one after the other, and remembers the acknowledged ones. */
function changesOf(list: View, random: () => number) {
  const acknowledged = new Map<string, string>();
  const attempted = new Map<string, string>();
  const faults = new Set<Fault>();
  let count = 0;
  let failed = 0;

  async function send(command: Command, url: string, note: string): Promise<boolean> {
    const outcome: Outcome = await list.page.evaluate(
      (text) => chrome.runtime.sendMessage(JSON.parse(text)),
      JSON.stringify(command),
    );
    if (outcome.ok) acknowledged.set(url, note);
    else {
      failed += 1;
      faults.add(outcome.fault);
      attempted.set(url, note);
    }
    return outcome.ok;
  }

  return {
    /** The reasons why changes were not made. */
    faults,
    get count() {
      return count;
    },
    get failed() {
      return failed;
    },
    /** Tags a page and writes a note, as popups do. */
    async change(): Promise<void> {
      count += 1;
      const url = `https://school.example/${count}`;
      const page = { url, title: `Page ${count}` };
      if (!(await send({ type: 'tag', domain: 'collaboration', pages: [page] }, url, ''))) return;
      // If a large one finds no room, a small one may still fit into the rest of a block.
      const note = `${count}. `.repeat(1 + random() * MOST_WORDS);
      await send({ type: 'write-note', id: pieceId('collaboration', url), note }, url, note);
    },
    /** @returns the addresses for which neither the last acknowledged text is stored nor a later one */
    lostIn: (stored: ReadonlyMap<string, string>) =>
      [...acknowledged]
        .filter(([url, note]) => stored.get(url) !== note && stored.get(url) !== attempted.get(url))
        .map(([url]) => url),
  };
}
