import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../evidence/commands/index.ts';
import { contentOf, countsIn, SNAPSHOT_VERSION } from '../../evidence/snapshots/snapshot.ts';
import { folded } from '../../evidence/storage/last-action.ts';
import { sha256Of } from '../../evidence/values/sha256.ts';
import { until, type View } from '../browsers/view.ts';
import { eraseAll } from '../support/erase-all.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { faultRow } from '../support/fault-row.ts';
import { FAULT_RUNS } from '../support/fault-runs.ts';
import { idOf, piece } from '../support/pieces.ts';
import { BROWSERS } from '../support/two-browsers.ts';

/* Nothing expires if a clock jumped ahead while the browser was closed. The clock of a real browser can't be turned,
so the list is: it was last used on a day as far in the past as the clock is to have jumped. */

const DAY_MS = 24 * 60 * 60 * 1_000;
/** In days: just more than is trusted, the summer holidays, and a battery that ran flat. */
const JUMPS = [32, 70, 19_000];
const ROUNDS = Math.ceil(FAULT_RUNS / 20);
const APPLICATION = 'aaaaaaaa-0000-4000-8000-000000000001';
const SNAPSHOT = 'bbbbbbbb-0000-4000-8000-000000000002';

/** Everything that expires after some days, as it was a month before a list was last used, `days` ago. */
function leftAgo(days: number) {
  const at = (more: number) => new Date(Date.now() - (days + more) * DAY_MS).toISOString();
  const then = { taggedAt: at(40), updatedAt: at(30) };
  const here = piece({ ...then, url: 'https://school.example/here' });
  const gone = piece({ ...then, url: 'https://school.example/gone', deletedAt: at(30) });
  const records = {
    ...itemsOf([here, gone]),
    'draft:https://school.example/draft': { version: 1, title: 'Typed', updatedAt: at(30) },
    'last-merge': { version: 1, id: 'merge', mergedAt: at(30), names: [], count: 1, isPart: false },
    'last-action-part': folded({
      version: 1,
      id: 'merge',
      part: 1,
      at: at(30),
      asItCame: true,
      pieces: [{ id: idOf(here), before: null }],
      records: [],
    }),
    [`application:${APPLICATION}`]: {
      version: 1,
      id: APPLICATION,
      name: '2027',
      school: '',
      preparedBy: '',
      texts: {},
      createdAt: at(40),
      updatedAt: at(30),
      deletedAt: at(30),
    },
  };
  const items = { ...records, 'known-date': { version: 1, day: at(0).slice(0, 10) } };
  return {
    items,
    here,
    takenAt: at(170),
    kept: [`evidence:${idOf(gone)}`, ...Object.keys(records).slice(-4)],
  };
}

/** Runs in the page. Unlike `press`, it waits for no button: the question may be gone by now. */
function clickIfThere(words: string): void {
  [...document.querySelectorAll('button')].find((one) => one.innerText.includes(words))?.click();
}

describe.each(BROWSERS)('%s', (name, start) => {
  let profile: string;

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'mission-evidence-clock-'));
  });

  afterAll(async () => {
    await rm(profile, { recursive: true, force: true });
  });

  /** Leaves a profile in which the list is as old as that. */
  async function leave({ items, takenAt }: ReturnType<typeof leftAgo>): Promise<void> {
    const driver = await start({ profile });
    await eraseAll(driver);
    const { page } = await driver.openTab('/options.html');
    const contents = Object.fromEntries(Object.entries(items).filter(([key]) => key.startsWith('evidence:')));
    const content = contentOf(contents);
    const snapshot = {
      version: SNAPSHOT_VERSION,
      id: SNAPSHOT,
      takenAt,
      reason: 'daily',
      counts: countsIn(contents),
      hash: await sha256Of(content),
    };
    await page.evaluate(
      async (items, snapshot, content) => {
        await chrome.storage.local.set(JSON.parse(items));
        // It creates the database, and the mirror of the present list.
        await chrome.runtime.sendMessage({ type: 'check-list', fully: true });
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('mission-evidence');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const transaction = database.transaction('snapshots', 'readwrite');
        const kept = { ...JSON.parse(snapshot), content: new Blob([content]) };
        transaction.objectStore('snapshots').put(kept, kept.id);
        await new Promise((resolve) => {
          transaction.oncomplete = resolve;
        });
        database.close();
      },
      JSON.stringify(items),
      JSON.stringify(snapshot),
      content,
    );
    await driver.close();
  }

  it('erases nothing after its clock jumped ahead, until that is confirmed', {
    timeout: 60_000 + ROUNDS * 360_000,
  }, async (context) => {
    const row = faultRow(context, `R10 ${name}: the clock jumped ahead`);
    row.foundOut = 0;
    for (const days of Array.from({ length: ROUNDS }, () => JUMPS).flat()) {
      const left = leftAgo(days);
      await leave(left);
      const driver = await start({ profile });
      const list = await driver.openTab('/evidence.html');
      await change(list, left.here, 'One.');
      const there = await keptIn(list);
      const missing = [...left.kept, SNAPSHOT].filter((one) => !there.includes(one));
      row.tries += 1;
      row.lost += missing.length;
      if ((await list.text()).includes('This computer says it is')) row.foundOut += 1;
      expect(missing, `after ${days} days`).toEqual([]);

      // Now it would have expired, and does.
      // A list that is drawn anew at that moment may miss a click; the answer is the same twice.
      await list.until('the answer', async () => {
        const said = await list.text();
        if (said.includes('This computer says it is')) await list.page.evaluate(clickIfThere, 'Yes, it is');
        return said.includes('Thank you.');
      });
      await change(list, left.here, 'Two.');
      await until('what is past its time to end', async () => {
        const still = await keptIn(list);
        return [...left.kept, SNAPSHOT].every((one) => !still.includes(one));
      });
      await driver.close();
    }
    expect(row.foundOut).toBe(row.tries);
  });

  /** Makes a change, and waits until the daily work behind it is done. */
  async function change(list: View, here: ReturnType<typeof piece>, note: string): Promise<void> {
    const commands: Command[] = [
      { type: 'write-note', id: idOf(here), note },
      { type: 'check-list' },
      { type: 'check-list' },
    ];
    for (const command of commands) {
      const outcome = await list.page.evaluate(
        (text) => chrome.runtime.sendMessage(JSON.parse(text)),
        JSON.stringify(command),
      );
      expect(outcome).toMatchObject({ ok: true });
    }
  }

  /** @returns the keys of the stored records, and the ids of the snapshots */
  function keptIn(list: View): Promise<string[]> {
    return list.page.evaluate(async () => {
      const items: Record<string, unknown> = await chrome.storage.local.get(null);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('mission-evidence');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const request = database.transaction('snapshots').objectStore('snapshots').getAllKeys();
      const ids = await new Promise<IDBValidKey[]>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
      const keys = Object.keys(items).filter((key) => items[key] !== null);
      return [...keys, ...ids.map(String)];
    });
  }
});
