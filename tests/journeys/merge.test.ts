import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageKey } from '../../evidence/page/page-address.ts';
import { type Piece, pieceId } from '../../evidence/piece/piece.ts';
import { deletePiece } from '../../evidence/piece/tagging.ts';
import { writeNote } from '../../evidence/piece/write-note.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import type { View } from '../browsers/view.ts';
import { byKeyboard } from '../support/by-keyboard.ts';
import { violations } from '../support/page-checks.ts';
import { jpegFile } from '../support/picture-files.ts';
import { type PieceFields, piece } from '../support/pieces.ts';
import { BROWSERS, press, storedUnder } from '../support/two-browsers.ts';
import { zipFile } from '../support/zip-file.ts';

/* A coordinator merges the files of three colleagues. Each browser gets them in another order. */

const GARDEN = {
  url: 'https://school.example/garden',
  title: 'The shared garden',
  note: 'Maria: planned by four teachers.',
};
const garden = piece({ ...GARDEN, origin: 'me', taggedBy: 'Maria' });
/** So many that the changes in the files are not much of the list. */
const others = Array.from({ length: 10 }, (_, n) =>
  piece({ url: `https://school.example/page-${n}`, title: `Page ${n}`, origin: 'me', taggedBy: 'Maria' }),
);

/** The garden in the list of a colleague, with what that colleague says about it. */
function by(name: string, day: number, fields: PieceFields): Piece {
  const time = `2026-05-0${day}T08:00:00.000Z`;
  return piece({ ...GARDEN, origin: name, taggedBy: name, taggedAt: time, updatedAt: time, ...fields });
}

function backup(evidence: readonly Piece[]): string {
  return JSON.stringify({ format: 'mission-evidence', version: 1, evidence });
}

const evas = by('Eva', 4, { url: 'https://school.example/choir', title: 'A choir of four schools' });
const FILES: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['ana.json', backup([by('Ana', 5, { title: 'The garden of Ana', note: 'Ana: pupils measured.' })])],
  [
    'ion.json',
    backup([
      by('Ion', 3, { note: 'Ion: parents helped.' }),
      by('Ion', 3, { url: 'https://school.example/ion', title: 'By Ion' }),
    ]),
  ],
  [
    'eva.zip',
    zipFile([
      { name: 'mission-evidence.json', content: backup([evas]) },
      { name: 'pictures/1.jpg', content: jpegFile(40, 30) },
      {
        name: 'pictures.json',
        content: JSON.stringify({
          format: 'mission-evidence-pictures',
          version: 1,
          pictures: [
            {
              page: pageKey(evas.url),
              file: 'pictures/1.jpg',
              type: 'image/jpeg',
              width: 40,
              height: 30,
              takenAt: evas.taggedAt,
            },
          ],
        }),
      },
    ]),
  ],
  ['cut off.json', '{"format": "mission-evi'],
];

/** The list after the merge, by browser, without the times of the choice. */
const lists = new Map<string, unknown>();

describe.each(BROWSERS)('Files of colleagues in %s', (browser, start) => {
  let driver: BrowserWithExtension;
  let list: View;

  beforeAll(async () => {
    driver = await start();
    await (await driver.background()).evaluate(
      (items) => chrome.storage.local.set(items),
      Object.fromEntries([
        ['settings', { version: 1, language: 'en', name: 'Maria', origin: 'me' }],
        ...[garden, ...others].map((one) => [`evidence:${pieceId(one.domain, one.url)}`, one]),
      ]),
    );
    list = await driver.openTab('/evidence.html');
    await list.untilText('The shared garden');
  });

  afterAll(async () => {
    await driver?.close();
  });

  /** Drops files on the page as a hand does that drags them in. */
  async function drop(files: typeof FILES): Promise<void> {
    await list.page.evaluate(
      (files) => {
        const dataTransfer = new DataTransfer();
        for (const { name, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
          dataTransfer.items.add(new File([bytes], name));
        }
        const how = { dataTransfer, bubbles: true, cancelable: true };
        (document.querySelector('dialog[open]') ?? document.body).dispatchEvent(new DragEvent('drop', how));
      },
      files.map(([name, content]) => ({ name, base64: Buffer.from(content).toString('base64') })),
    );
  }

  it('are shown before anything changes, and one that is cut off does not stop the others', async () => {
    await drop(browser === 'Chromium' ? FILES : FILES.toReversed());
    await list.untilText('2 new pieces will be added');
    await list.untilText('1 piece is in your list but is different there');
    await list.untilText('1 picture will be added');
    await list.untilText('not a complete JSON file');
    await list.untilText('Archive · 1 piece of evidence · from Eva');
    expect(await storedUnder(driver, 'evidence:')).toHaveLength(11);
    expect(await violations(list.page)).toEqual([]);
  });

  it('are merged with the chosen sides, all names and notes, and the picture', async () => {
    const labels = 'dialog fieldset label';
    const options = await list.texts(labels);
    expect(options.find((one) => one.startsWith('The files'))).toContain('(suggested)\nThe garden of Ana');
    await list.click(
      `${labels} input`,
      options.findIndex((one) => one.startsWith('Your list')),
    );
    await press(list, 'Import', 'dialog button[data-look=main]');
    await list.untilText('Done. New: 2. Changed: 1. Deleted: 0.');
    await list.click('dialog button[title]');
    await list.untilText('A choir of four schools', 'main');
    const text = await list.text('main');
    expect(text).toContain('The shared garden');
    expect(text).not.toContain('The garden of Ana');
    expect(text).toContain('Maria, Ion, Ana');
    for (const note of ['Maria: planned', 'Ana: pupils', 'Ion: parents']) expect(text).toContain(note);
    expect(await storedUnder(driver, 'picture:')).toMatchObject([{ width: 40, showsPupils: false }]);
    const stored = await storedUnder<Piece>(driver, 'evidence:');
    lists.set(
      browser,
      stored.map(({ changedAt: _c, updatedAt: _u, ...rest }) => rest),
    );
  });

  it('change nothing the second time', async () => {
    await drop(FILES.slice(0, 3));
    await list.untilText('What would happen');
    // The defaults are there already: nothing is left to import.
    await list.untilText('pieces are in your list already');
    expect(await list.texts('dialog button[data-look=main]')).toEqual(['Choose files']);
    await list.click('dialog button[title]');
    await list.until('the dialog to close', async () => (await list.count('dialog')) === 0);
  });

  it('are removed again by one Undo, after the page was closed', async () => {
    await list.page.close();
    list = await driver.openTab('/evidence.html');
    await list.untilText('Files were imported today, from');
    await press(list, 'Undo');
    await list.untilText('Undone. Your list is as it was');
    await list.until('the list of before', async () => (await list.count('article')) === 11);
    expect(await list.text('main')).not.toContain('Ana');
    expect(await storedUnder(driver, 'picture:')).toEqual([]);
  });

  it('replace and delete nothing if a clock was wrong, nor one’s own note', async () => {
    const far = '2099-01-01T00:00:00.000Z';
    const [first, second] = others as [Piece, Piece];
    const forged = writeNote(second, 'Not hers.', '2026-05-06T08:00:00.000Z', {
      origin: 'me',
      name: 'Maria',
    });
    const evidence = [
      deletePiece(first, far, 'Ion'),
      { ...garden, title: 'Another garden', updatedAt: far, changedAt: { title: far } },
      forged,
    ];
    const before = await list.texts('main article');
    await drop([['ahead.json', backup(evidence)]]);
    await list.untilText('has a wrong clock: it says 1 January 2099');
    await list.untilText('Your own note is different in this file.');
    expect(await violations(list.page)).toEqual([]);
    expect(await list.count('dialog input[type=checkbox]:checked')).toBe(1);
    expect(await list.text('dialog')).not.toContain('Much of your list');
    await press(list, 'Import', 'dialog button[data-look=main]');
    await list.untilText('Done. New: 0. Changed: 0. Deleted: 0.');
    await list.click('dialog button[title]');
    await list.until('the dialog to close', async () => (await list.count('dialog')) === 0);
    expect(await list.texts('main article')).toEqual(before);
  });
});

it('files of colleagues give the same list in both browsers', () => {
  expect(lists.get('Firefox')).toEqual(lists.get('Chromium'));
  expect(lists.get('Chromium')).toHaveLength(13);
});

describe('with the keyboard alone', () => {
  const [[, start]] = BROWSERS as [(typeof BROWSERS)[number]];
  let driver: BrowserWithExtension;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'merge-'));
    for (const [name, content] of FILES) await writeFile(join(folder, name), content);
    driver = await start();
  });

  afterAll(async () => {
    await driver?.close();
    await rm(folder, { recursive: true });
  });

  it('files are chosen, one is excluded, the rest is merged and undone', async () => {
    const list = await driver.openTab('/evidence.html');
    const user = await byKeyboard(list);
    await user.tabTo('Import');
    await user.press('Enter');
    await user.untilOn('Choose files');
    const choosing = list.page.waitForFileChooser();
    // The browser answers in turn: once it has answered this, it waits for the chooser.
    await list.text();
    await user.press('Enter');
    const chooser = await choosing;
    await chooser.accept(FILES.map(([name]) => join(folder, name)));
    await list.untilText('3 new pieces will be added');
    await user.tabTo('Leave out “cut off.json”');
    await user.press('Enter');
    await user.untilOn('Choose files');
    await list.until('the file to be gone', async () => !(await list.text()).includes('cut off.json'));
    await user.tabTo(/^Import$/);
    await user.press('Enter');
    await list.untilText('Done. New: 3.');
    await user.tabTo('Undo');
    await user.press('Space');
    await list.untilText('Undone. Your list is as it was');
    await user.press('Escape');
    await user.untilOn('Import');
    expect(await list.count('article')).toBe(0);
  });
});
