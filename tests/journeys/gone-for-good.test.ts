import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../evidence/commands/index.ts';
import { pieceId } from '../../evidence/piece/piece.ts';
import { hash } from '../../evidence/values/hash.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { lookEverywhere, placesOf } from '../support/look-everywhere.ts';
import { piece, quote } from '../support/pieces.ts';
import { BROWSERS, popupOn, press, storedItems } from '../support/two-browsers.ts';

const URL = 'https://pupils.example/parent-evening';
const ID = pieceId('collaboration', URL);
const APPLICATION = 'aaaaaaaa-0000-4000-8000-000000000001';
const EDITION = 'bbbbbbbb-0000-4000-8000-000000000002';
const PIXELS = 'the pixels of a face';

/** Each word in a field of its own. */
const WORDS = [
  'pupils.example',
  'The title of it',
  'The note of it',
  'The passage of it',
  'The label of it',
  'A colleague of it',
  'The draft of it',
  PIXELS,
];

const OTHER = piece({ url: 'https://school.example/stays', title: 'It stays', labels: ['Water'] });

/** All that can be stored of a page, in the order in which it is created. */
const COMMANDS: readonly Command[] = [
  { type: 'write-draft', url: URL, change: { title: 'The title of it' } },
  { type: 'tag', domain: 'collaboration', pages: [{ url: URL, title: 'The title of it' }] },
  { type: 'write-note', id: ID, note: 'The note of it' },
  { type: 'add-quotes', id: ID, quotes: [quote('The passage of it')] },
  { type: 'edit-facts', ids: [ID], change: { labels: ['The label of it'] } },
  {
    type: 'merge',
    pieces: [piece({ url: URL, note: 'Another note', taggedBy: 'A colleague of it', origin: 'other' })],
    names: ['A colleague of it'],
  },
  { type: 'save-application', id: APPLICATION, change: { name: '2027' } },
  { type: 'save-edition', id: APPLICATION, edition: EDITION },
  { type: 'write-draft', url: URL, change: { title: 'The draft of it' } },
  { type: 'delete', ids: [ID] },
];

describe.each(BROWSERS)('a piece deleted for good in %s', (name, start) => {
  let driver: BrowserWithExtension;
  let list: View;
  let site: SchoolSite;

  beforeAll(async () => {
    site = await serveSchoolSite();
    driver = await start();
    list = await driver.openTab('/evidence.html');
    await run({ type: 'tag', domain: OTHER.domain, pages: [{ url: OTHER.url, title: OTHER.title }] });
    for (const command of COMMANDS) {
      const outcome = await run(command);
      if (command.type === 'tag') await takePicture();
      // Undone once, so that an earlier version of the list has it whole, and merged again.
      if (command.type === 'merge') {
        await run({ type: 'undo', id: outcome.undoId ?? '' });
        await run(command);
      }
    }
  });

  afterAll(async () => {
    await driver?.close();
    await site?.close();
  });

  async function run(command: Command): Promise<{ undoId?: string }> {
    const outcome = await list.page.evaluate(
      (text) => chrome.runtime.sendMessage(JSON.parse(text)),
      JSON.stringify(command),
    );
    expect(outcome, `${name}: ${command.type}`).toMatchObject({ ok: true });
    return outcome;
  }

  /** Stores as the popup does: first the pixels, then the record that names them. */
  async function takePicture(): Promise<void> {
    const id = 'cccccccc-0000-4000-8000-000000000003';
    await list.page.evaluate(
      async (id, pixels) => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('mission-evidence');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const transaction = database.transaction('pictures', 'readwrite');
        const putAt = new Date().toISOString();
        transaction.objectStore('pictures').put({ blob: new Blob([pixels]), putAt }, id);
        await new Promise((resolve) => {
          transaction.oncomplete = resolve;
        });
        database.close();
      },
      id,
      PIXELS,
    );
    await run({
      type: 'set-picture',
      url: URL,
      picture: {
        version: 1,
        id,
        type: 'image/jpeg',
        width: 10,
        height: 10,
        bytes: PIXELS.length,
        showsPupils: true,
        takenAt: new Date().toISOString(),
      },
    });
  }

  it('is nowhere in the profile any more when the page says so, except for a hash', async () => {
    const before = await lookEverywhere(list);
    const places = placesOf(WORDS, before);
    for (const store of ['records', 'records keys', 'snapshots', 'pictures'])
      expect(places).toContain(`IndexedDB mission-evidence/${store}`);
    for (const word of WORDS) expect(placesOf([word], before), word).not.toEqual([]);

    const bin = await driver.openTab('/evidence.html?view=bin');
    await press(bin, 'Delete for good', 'main button');
    await press(bin, 'Take it out of these copies', 'dialog[open] label');
    await press(bin, 'Delete for good', 'dialog[open] button');
    await bin.until('it to be gone', async () => (await bin.text('main')).includes('Deleted for good'));

    const after = await lookEverywhere(list);
    for (const word of WORDS) expect(placesOf([word], after), word).toEqual([]);
    expect((await storedItems(driver)).gone).toEqual({
      version: 1,
      pieces: { [hash(ID)]: expect.any(String) },
    });
    // Nothing else was erased.
    expect(placesOf(['It stays'], after)).toEqual([
      'storage.local',
      // Its tag can still be undone.
      'IndexedDB mission-evidence/action-parts',
      'IndexedDB mission-evidence/records',
      'IndexedDB mission-evidence/snapshots',
    ]);
    await bin.close();
  });

  it('leaves nothing at all when everything is erased, not even on the toolbar button', async () => {
    const page = await driver.browser.newPage();
    const popup = await popupOn(driver, page, `${site.origin}/en.html`);
    await popup.click('button[aria-pressed]');
    await popup.untilTagged(1);
    await popup.close();
    await until('the count on the button', async () => (await driver.badge(page)).text === '1');
    const options = await driver.openTab('/options.html');
    await press(options, 'Erase everything', 'main button');
    await options.click('dialog[open] input[type=checkbox]');
    await press(options, 'Erase everything now', 'dialog[open] button');
    await options.until('everything to be gone', async () =>
      (await options.text('dialog[open]')).includes('Everything was erased.'),
    );
    expect(await lookEverywhere(options)).toEqual({});
    await until('the button to count nothing', async () => (await driver.badge(page)).text === '');
  });
});
