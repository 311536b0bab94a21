/**
 * Damages the files of the list, or of its mirror, while the browser is closed, and restarts it: the damage is found,
 * the text of every record is there, and no list is empty without a word. `FAULTS=all` tries every kind of damage; a
 * run of all tests tries some.
 */

import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePiece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { until, type View } from '../browsers/view.ts';
import { faultRow } from '../support/fault-row.ts';
import { noteIn } from '../support/pieces.ts';
import { type Damage, LEVELDB_DAMAGES, SQLITE_DAMAGES } from './damaged-files.ts';

const ALL = process.env.FAULTS === 'all';
const TITLES = Array.from({ length: 24 }, (_, number) => `Page ${String(number).padStart(2, '0')}`);
/** Long enough that the records fill more than a few blocks of a file. */
const NOTE = 'Why this is evidence. '.repeat(20);

type StoreName = 'list' | 'mirror';

interface Kind {
  readonly name: string;
  start(options: { profile: string }): Promise<BrowserWithExtension>;
  /** The folder in a profile that holds a store. */
  folderOf(profile: string, store: StoreName): Promise<string>;
  readonly damages: readonly Damage[];
}

const CHROMIUM: Kind = {
  name: 'Chromium',
  start: startChromium,
  damages: LEVELDB_DAMAGES,
  async folderOf(profile, store) {
    const root = join(profile, 'Default', store === 'list' ? 'Local Extension Settings' : 'IndexedDB');
    return join(root, await theOne(root, (name) => !name.endsWith('.blob')));
  },
};

const FIREFOX: Kind = {
  name: 'Firefox',
  start: startFirefox,
  damages: SQLITE_DAMAGES,
  async folderOf(profile, store) {
    const root = join(profile, 'storage', 'default');
    // The list is in a container that no web page can be in.
    const isList = (name: string) => name.includes('userContextId');
    const folder = await theOne(
      root,
      (name) => name.startsWith('moz-extension') && isList(name) === (store === 'list'),
    );
    return join(root, folder, 'idb');
  },
};

async function theOne(root: string, isIt: (name: string) => boolean): Promise<string> {
  const [found, ...others] = (await readdir(root)).filter(isIt);
  if (found === undefined || others.length > 0) throw new Error(`Not one folder in ${root}`);
  return found;
}

describe.each([CHROMIUM, FIREFOX])('$name', ({ name, start, folderOf, damages }) => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mission-evidence-damage-'));
    // In two runs: a database moves the records of an earlier run to other files.
    for (const titles of [TITLES.slice(0, 12), TITLES.slice(12)]) {
      const browser = await start({ profile: join(folder, 'whole') });
      await tagAll(await browser.openTab('/options.html'), titles);
      await browser.close();
    }
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const cases = (['list', 'mirror'] as const).flatMap((store) =>
    damages.filter(({ always }) => ALL || always).map((damage) => ({ store, damage, what: damage.name })),
  );

  it.for(cases)('recovers from $what, of the $store', async ({ store, damage, what }, context) => {
    const row = faultRow(context, `R4 ${name}: ${what} (${store})`);
    const profile = join(folder, 'damaged');
    await rm(profile, { recursive: true, force: true });
    await cp(join(folder, 'whole'), profile, { recursive: true });
    await damage.harm(await folderOf(profile, store));

    const browser = await start({ profile });
    try {
      const found = await whatIsFound(browser);
      const lost = TITLES.filter((title) => !found.titles.includes(title));
      row.tries = 1;
      row.lost = lost.length;
      row.foundOut = Number(found.isTold);
      expect(lost).toEqual([]);
      // If nothing was reported, nothing may have been lost: list and mirror have every record.
      if (!found.isTold) expect([found.inList, found.inCopy].map((one) => one?.length)).toEqual([24, 24]);
      else if (!found.mirrorFails) expect(found.inCopy).toEqual(TITLES);
    } finally {
      await browser.close();
    }
  });
});

/** Tags pages and says why, as the views do, each when the one before was acknowledged. */
async function tagAll(view: View, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    const url = `https://school.example/${title.slice(-2)}`;
    const id = `collaboration:${url}`;
    const commands = [
      { type: 'tag', domain: 'collaboration', pages: [{ url, title }] },
      { type: 'write-note', id, note: NOTE },
    ];
    for (const command of commands) {
      const outcome = await view.page.evaluate((command) => chrome.runtime.sendMessage(command), command);
      expect(outcome).toMatchObject({ ok: true });
    }
  }
}

interface WhatIsFound {
  /** The titles that the teacher sees. */
  readonly titles: readonly string[];
  readonly isTold: boolean;
  readonly mirrorFails: boolean;
  /** The contents of list and mirror; undefined if one can't be read. */
  readonly inList: readonly string[] | undefined;
  readonly inCopy: readonly string[] | undefined;
}

/** Looks as a teacher does: at the evidence page, and at the recovery view if the page leads there. */
async function whatIsFound(browser: BrowserWithExtension): Promise<WhatIsFound> {
  const page = await browser.openTab('/evidence.html');
  const isChecked = () =>
    page.page.evaluate(async () => (await chrome.storage.session.get(['checked'])).checked === true);
  const isClosed = async () => (await page.text()).includes("can't be read right now");
  const isUndecided = async () => (await page.text()).includes('could not be put right by itself');
  await until('a comparison', async () => (await isChecked()) || (await isClosed()) || (await isUndecided()));
  if (await isClosed()) {
    expect(await page.count('a[href$="/recovery.html"]')).toBe(1);
    const titles = await whatIsRescued(browser);
    return { titles, isTold: true, mirrorFails: true, inList: undefined, inCopy: undefined };
  }
  const [recoveryReport, inList, inCopy] = await Promise.all([
    page.page.evaluate(async () => (await chrome.storage.local.get(['recovery-report']))['recovery-report']),
    readList(page),
    readMirror(page),
  ]);
  const titles = (await isUndecided()) ? [] : await shownTitles(page);
  const told = recoveryReport as { mirrorFails?: true } | null | undefined;
  if (told) {
    const words = ['damaged on the disk', "its second copy can't be written"];
    await until('the notice', async () => {
      const text = await page.text();
      return words.some((part) => text.includes(part));
    });
  }
  if (await isUndecided()) {
    const rescued = await whatIsRescued(browser);
    return { titles: rescued, isTold: true, mirrorFails: false, inList, inCopy };
  }
  return { titles, isTold: Boolean(told), mirrorFails: told?.mirrorFails === true, inList, inCopy };
}

/** @returns the titles on the evidence page, once it has all of them, or as many as it will ever have */
async function shownTitles(page: View): Promise<string[]> {
  const shown = async () => [...new Set((await page.text()).match(/Page \d\d/g) ?? [])].sort();
  await until('every piece', async () => (await shown()).length === TITLES.length).catch(() => {});
  return shown();
}

/** @returns the titles in the recovery view, if it can't bring them back */
async function whatIsRescued(browser: BrowserWithExtension): Promise<string[]> {
  const view = await browser.openTab('/recovery.html');
  await view.until('what is readable', async () => (await view.count('details li bdi')) > 0);
  // An element out of sight is not laid out, and has no visible text.
  const titles = await view.page.evaluate(() =>
    [...document.querySelectorAll('details li bdi')].map((title) => title.textContent ?? ''),
  );
  await view.page.close();
  return titles.sort();
}

const titlesIn = (records: Record<string, unknown>) =>
  Object.entries(records)
    .filter(([key]) => key.startsWith('evidence:'))
    .flatMap(([, value]) => {
      const stored = parsePiece(value);
      return stored.state === 'ok' && noteIn(stored.piece) === NOTE ? [stored.piece.title] : [];
    })
    .sort();

async function readList({ page }: View): Promise<string[]> {
  return titlesIn(await page.evaluate(() => chrome.storage.local.get(null)));
}

async function readMirror({ page }: View): Promise<string[] | undefined> {
  const records = await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    try {
      // Opening a missing database would create it.
      if ((await indexedDB.databases()).length === 0) return undefined;
      const database = await settled(indexedDB.open('mission-evidence'));
      const store = database.transaction('records').objectStore('records');
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
      database.close();
      return keys.map((key, index) => [String(key), values[index]] as [string, unknown]);
    } catch {
      return undefined;
    }
  });
  return records && titlesIn(Object.fromEntries(records));
}
