import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormatId } from '../../evidence/export/index.ts';
import { PIECE_VERSION, type Piece } from '../../evidence/piece/piece.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startChromium } from '../browsers/chromium.ts';
import { until, type View } from '../browsers/view.ts';
import { noteIn } from '../support/pieces.ts';
import { press } from '../support/two-browsers.ts';
import { readWordFile } from '../support/word-file.ts';
import { readWorkbook } from '../support/workbook.ts';

let chromium: BrowserWithExtension;
let list: View;
let files: string;

beforeAll(async () => {
  chromium = await startChromium({ languages: 'en' });
  files = await mkdtemp(join(tmpdir(), 'mission-evidence-files-'));
});

afterAll(async () => {
  await chromium?.close();
  await rm(files, { recursive: true, force: true });
});

/** Tags pages the way every view does: by a message to the background. */
async function tagged(...pieces: { domain: string; url: string; title: string; note?: string }[]) {
  await list.page.evaluate(async (all) => {
    for (const { domain, url, title, note } of all) {
      await chrome.runtime.sendMessage({ type: 'tag', domain, pages: [{ url, title }] });
      const id = `${domain}:${url}`;
      if (note) await chrome.runtime.sendMessage({ type: 'write-note', id, note });
    }
  }, pieces);
}

const GARDEN = {
  domain: 'collaboration',
  url: 'https://school.example/garden',
  title: 'The shared garden',
  note: 'Planned together;\nwith "three" schools, and more',
};
const COUNCIL = {
  domain: 'student-agency',
  url: 'https://school.example/council',
  title: 'Consiliul elevilor la Școala noastră',
  note: '',
};
const FORMULA = {
  domain: 'student-agency',
  url: 'https://school.example/sum',
  title: '=SUM(A1:A9) <b>bold</b>',
  note: '@here & <script>alert(1)</script>',
};

beforeEach(async () => {
  await list?.page.close();
  list = await chromium.openTab('/evidence.html');
  await list.page.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' }));
  await until('an empty list', async () => (await list.count('article')) === 0);
});

describe('the evidence page in Chromium', () => {
  it('says what to do when nothing was collected yet', async () => {
    await list.untilText('Nothing collected yet');
    expect((await list.texts('section h2')).length).toBe(5);
    expect(await list.text('main')).toContain('No evidence in this domain yet.');
  });

  it('shows at once the pieces that another view tags, changes and deletes', async () => {
    await tagged(GARDEN);
    await list.untilText('The shared garden', '#collaboration');
    await list.untilText('1 piece of evidence', '#collaboration');
    await list.page.evaluate(
      (url) => chrome.runtime.sendMessage({ type: 'delete', ids: [`collaboration:${url}`] }),
      GARDEN.url,
    );
    await list.until('it to go', async () => (await list.count('article')) === 0);
  });

  it('finds words in title, address and note, whatever the diacritics', async () => {
    await tagged(GARDEN, COUNCIL);
    await list.until('both', async () => (await list.count('article')) === 2);
    for (const [query, found] of [
      ['scoala', 1],
      ['three schools', 1],
      ['school.example', 2],
      ['nowhere', 0],
    ] as const) {
      await list.fill('input[type=search]', query);
      await list.until(`${found} for ${query}`, async () => (await list.count('article')) === found);
      await list.untilText(`${found} of 2 shown`);
    }
  });

  it('edits title and note in place and saves them while they are typed', async () => {
    await tagged(GARDEN);
    await list.click('article button', 0);
    await list.fill('article textarea', 'A better reason');
    await list.fill('article input', 'A better title');
    await list.page.keyboard.press('Escape');
    await list.until('the editor to close', async () => (await list.count('article textarea')) === 0);
    const again = await chromium.openTab('/evidence.html');
    await again.untilText('A better reason', 'article');
    expect(await again.text('article h3')).toContain('A better title');
    await again.page.close();
    await list.until('the focus on Edit', () =>
      list.page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') === 'Edit “A better title”',
      ),
    );
  });

  it('leaves the editor open when the typed text no longer matches the search', async () => {
    await tagged(GARDEN);
    await list.fill('input[type=search]', 'three');
    await list.click('article button', 0);
    await list.page.waitForSelector('article textarea:focus');
    await list.page.keyboard.down('Control');
    await list.page.keyboard.press('a');
    await list.page.keyboard.up('Control');
    await list.page.keyboard.type('My new better note');
    await list.until('the whole note', async () => {
      const [stored] = Object.values(await evidenceInStorage()) as Piece[];
      return noteIn(stored) === 'My new better note';
    });
  });

  it('moves a piece to another domain and back by Undo', async () => {
    await tagged(GARDEN);
    await list.click('article button', 0);
    await list.click('article fieldset button', 3);
    await list.untilText('The shared garden', '#model-school');
    await list.untilText('Moved to domain 4: The shared garden', '#collaboration');
    await untilFocusOnUndo();
    await list.page.keyboard.press('Enter');
    await list.until('it to be back', async () => (await list.count('#collaboration article')) === 1);
    expect(await list.count('#model-school article')).toBe(0);
    expect(await list.text('#collaboration article')).toContain('Planned together;');
  });

  it('deletes without asking and brings back by Undo, including the focus', async () => {
    await tagged(GARDEN, COUNCIL);
    await list.click('#collaboration article button', 1);
    await list.untilText('Deleted: The shared garden', '#collaboration');
    await untilFocusOnUndo();
    await list.page.keyboard.press('Enter');
    await list.until('it to be back', async () => (await list.count('article')) === 2);
    await list.until('the focus on it', () =>
      list.page.evaluate(() => document.activeElement?.tagName === 'A'),
    );
    expect(await list.text('#collaboration article')).toContain('with "three" schools');
  });

  it('shows only http and https addresses as links, opened without a referrer', async () => {
    await tagged(GARDEN);
    expect(await list.attributes('article a', 'href')).toEqual([GARDEN.url]);
    expect(await list.attributes('article a', 'rel')).toEqual(['noopener noreferrer']);
  });

  it('says that evidence can’t be read when reading fails, and never that there is none', async () => {
    await tagged(GARDEN);
    const broken = await chromium.browser.newPage();
    await broken.evaluateOnNewDocument(() => {
      const get = chrome.storage.local.get.bind(chrome.storage.local) as (...all: unknown[]) => unknown;
      let failing = true;
      addEventListener('works-again', () => {
        failing = false;
      });
      Object.defineProperty(chrome.storage.local, 'get', {
        value: (...all: unknown[]) => {
          if (failing) throw new Error('IO error: .../000003.log');
          return get(...all);
        },
      });
    });
    await broken.goto(`${chromium.origin}/evidence.html`);
    await until('the error', async () =>
      broken.evaluate(() => document.body.innerText.includes("Your evidence can't be read right now")),
    );
    const text = await broken.evaluate(() => document.body.innerText);
    expect(text).not.toContain('Nothing collected yet');
    expect(text).not.toContain('No evidence in this domain');
    await broken.evaluate(() => {
      dispatchEvent(new Event('works-again'));
      document.querySelector<HTMLElement>('[role=alert] button')?.click();
    });
    await until('the list', async () => (await broken.$$('article')).length === 1);
    await broken.close();
  });

  it('reports pieces of a newer version and unreadable ones, and touches neither', async () => {
    const stored = {
      'evidence:collaboration:https://school.example/new': {
        version: PIECE_VERSION + 1,
        domain: 'collaboration',
        url: 'https://school.example/new',
        title: 'From the future',
        contributions: [{ origin: 'a-colleague' }],
        stars: 5,
        taggedAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
      },
      'evidence:collaboration:https://school.example/bad': { version: 1, title: 3 },
    };
    await list.page.evaluate((items) => chrome.storage.local.set(items), stored);
    await list.untilText('1 piece was saved by a newer version of Mission Evidence.');
    await list.untilText("1 piece can't be read");
    expect(await list.count('article button')).toBe(0);
    const fault = await list.page.evaluate(() =>
      chrome.runtime.sendMessage({
        type: 'write-note',
        id: 'collaboration:https://school.example/new',
        note: 'x',
      }),
    );
    expect(fault).toEqual({ ok: false, fault: 'newer-data' });
    const now = await list.page.evaluate((keys) => chrome.storage.local.get(keys), Object.keys(stored));
    expect(now).toEqual(stored);
  });

  it('manages 1,000 pieces: lists all, renders those in sight, finds one', async () => {
    const backup = {
      format: 'mission-evidence',
      version: 1,
      exportedAt: '2026-01-01T00:00:00.000Z',
      evidence: Array.from({ length: 1_000 }, (_, index) => ({
        version: 1,
        domain: 'model-school',
        url: `https://school.example/pages/${index}`,
        title: `Page number ${index}`,
        contributions: [
          { origin: 'a-colleague', note: 'What other schools learned here, told in a sentence or two.' },
        ],
        taggedAt: new Date(1_700_000_000_000 + index * 60_000).toISOString(),
        updatedAt: new Date(1_700_000_000_000 + index * 60_000).toISOString(),
      })),
    };
    await bringIn('thousand.json', JSON.stringify(backup));
    await list.untilText('1000 new pieces will be added', 'dialog');
    await press(list, 'Import', 'dialog button[data-look=main]');
    await list.untilText('1000 pieces of evidence', '#model-school');
    await list.until('all of them', async () => {
      const sizes = await list.attributes('#model-school li:has(article)', 'aria-setsize');
      return sizes.length > 0 && sizes.length < 100 && sizes.every((size) => size === '1000');
    });
    await list.fill('input[type=search]', 'number 777');
    await list.until('the one', async () => (await list.count('article')) === 1);
  });
});

describe('exported files', () => {
  async function saved(format: FormatId, extension: string): Promise<string> {
    return (await savedBytes(format, extension)).toString('utf8');
  }

  async function savedBytes(format: FormatId, extension: string): Promise<Buffer> {
    await list.click('header button', 0);
    await list.click(`dialog[open] input[value=${format}]`);
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const find = async () =>
      (await readdir(chromium.downloads)).find((name) => name.endsWith(`.${extension}`));
    await until(`a .${extension} file`, async () => (await find()) !== undefined);
    const name = (await find()) as string;
    expect(name).toMatch(/^mission-evidence-\d{4}-\d{2}-\d{2}\.[\w.]+$/);
    await list.untilText(`Saved as ${name}.`, 'dialog');
    const content = await readFile(join(chromium.downloads, name));
    await rm(join(chromium.downloads, name));
    await list.click('dialog[open] button[title]');
    await list.until('the dialog to close', async () => (await list.count('dialog')) === 0);
    return content;
  }

  it('as a table are read back, with the separator of the interface language, formulas inert', async () => {
    await tagged(GARDEN, COUNCIL, FORMULA);
    const table = await saved('csv', 'csv');
    expect(table.startsWith('\uFEFF')).toBe(true);
    const rows: string[][] = parse(table, { bom: true });
    expect(rows.map((row) => row[0])).toEqual(['No.', '2', '3', '3']);
    expect(rows[1]).toContain(GARDEN.note);
    expect(rows[2]?.[2]).toBe("'=SUM(A1:A9) <b>bold</b>");
    expect(rows[2]?.[4]?.startsWith("'@here")).toBe(true);
  });

  it('as a page make no request, run no script and show hostile text as text', async () => {
    await tagged(GARDEN, FORMULA);
    const html = await saved('html', 'html');
    const path = join(files, 'report.html');
    await writeFile(path, html);
    const report = await chromium.browser.newPage();
    const requests: string[] = [];
    report.on('request', (request) => requests.push(request.url()));
    await report.goto(`file://${path}`);
    expect(requests).toEqual([`file://${path}`]);
    const { text, scripts, links, lang } = await report.evaluate(() => ({
      text: document.body.innerText,
      scripts: document.scripts.length,
      links: [...document.links].map((link) => link.href),
      lang: document.documentElement.lang,
    }));
    expect(scripts).toBe(0);
    expect(lang).toBe('en');
    expect(text).toContain('@here & <script>alert(1)</script>');
    expect(text).toContain(
      'eTwinning Schools display a strong commitment to collaboration, sharing and team work',
    );
    expect(links).toEqual([GARDEN.url, FORMULA.url]);
    await report.close();
  });

  it('as a Word file are made on another thread, which the browser allows', async () => {
    await tagged(GARDEN, FORMULA);
    const { paragraphs } = readWordFile(await savedBytes('docx', 'docx'));
    const links = paragraphs.flatMap((paragraph) => paragraph.links.map(({ target }) => target));
    expect(links).toEqual([GARDEN.url, FORMULA.url]);
    expect(paragraphs.map(({ text }) => text).join('\n')).toContain('@here & <script>alert(1)</script>');
  });

  it('as a workbook, an archive and bookmarks are made under the policy of the extension', async () => {
    // Enough that a library would start a worker for it, which the policy forbids.
    const long = 'The pupils measured the water of three rivers. '.repeat(400);
    await tagged(
      GARDEN,
      FORMULA,
      ...Array.from({ length: 40 }, (_, index) => ({
        ...COUNCIL,
        url: `${COUNCIL.url}/${index}`,
        note: `${index} ${long}`,
      })),
    );
    const [sheet, coverage] = readWorkbook(await savedBytes('xlsx', 'xlsx')).sheets;
    expect(sheet?.cells.get('E2')?.value).toBe(GARDEN.note);
    expect(sheet?.row(43)).toContain(FORMULA.note);
    expect(coverage?.cells.get('C4')?.value).toBe('41');

    const archive = unzipSync(await savedBytes('zip', 'zip'));
    expect(Object.keys(archive).sort()).toEqual([
      'mission-evidence.csv',
      'mission-evidence.html',
      'mission-evidence.json',
      'pictures.json',
    ]);
    const backup = JSON.parse(strFromU8(archive['mission-evidence.json'] as Uint8Array));
    expect(backup.evidence).toHaveLength(42);

    const path = join(files, 'bookmarks.html');
    await writeFile(path, await saved('bookmarks', 'bookmarks.html'));
    const page = await chromium.browser.newPage();
    await page.goto(`file://${path}`);
    const found = await page.evaluate(() => ({
      folders: document.querySelectorAll('h3').length,
      links: [...document.links].map(({ href }) => href),
      scripts: document.scripts.length,
    }));
    expect(found).toMatchObject({ folders: 6, scripts: 0 });
    expect(found.links).toHaveLength(42);
    expect(found.links).toContain(GARDEN.url);
    await page.close();
  });

  it('are written in another language than the interface', async () => {
    await tagged(GARDEN);
    await list.click('header button', 0);
    await list.click('dialog[open] input[value=text]');
    await list.choose('dialog[open] label select', 'ro');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const find = async () => (await readdir(chromium.downloads)).find((name) => name.endsWith('.txt'));
    await until('the text', async () => (await find()) !== undefined);
    const content = await readFile(join(chromium.downloads, (await find()) as string), 'utf8');
    expect(content).toContain('2. Școlile eTwinning sunt profund atașate ideii de colaborare');
    expect(await list.attributes('html', 'lang')).toEqual(['en']);
  });

  it('of one domain are copied to the clipboard', async () => {
    await chromium.browser
      .defaultBrowserContext()
      .setPermission(chromium.origin, { permission: { name: 'clipboard-read' }, state: 'granted' });
    await tagged(GARDEN, COUNCIL);
    await list.page.bringToFront();
    const copy = (await list.page.$('#student-agency header button:last-of-type')) as ElementHandle<Element>;
    await copy.click();
    await list.untilText('Copied.', '#student-agency');
    const copied = await list.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('3. Students in eTwinning Schools are agents of change');
    expect(copied).toContain(COUNCIL.url);
    expect(copied).not.toContain(GARDEN.url);
  });

  it('as a backup bring everything back after all was erased, and change nothing the second time', async () => {
    await tagged(GARDEN, COUNCIL, FORMULA);
    const before = await evidenceInStorage();
    const backup = await saved('json', 'json');
    await list.page.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' }));
    await bringIn('backup.json', backup);
    await list.untilText('3 new pieces will be added', 'dialog');
    await press(list, 'Import', 'dialog button[data-look=main]');
    await list.untilText('Done. New: 3. Changed: 0. Deleted: 0.', 'dialog');
    expect(await evidenceInStorage()).toEqual(before);
    await chooseFile('backup.json', backup);
    await list.untilText('3 pieces are in your list already', 'dialog');
    expect(await list.texts('dialog button[data-look=main]')).toEqual(['Choose files']);
  });
});

describe('importing a file', () => {
  it.each([
    ['empty.json', '', 'This file is empty.'],
    ['cut.json', '{"format":"mission-evidence","vers', 'This is not a complete JSON file'],
    ['other.json', '{"bookmarks":[]}', 'This JSON file was not made by Mission Evidence.'],
    [
      'later.json',
      '{"format":"mission-evidence","version":9,"evidence":[]}',
      'made by a newer version of Mission Evidence',
    ],
    [
      'wrong.json',
      '{"format":"mission-evidence","version":1,"evidence":[{"version":1,"domain":"cooking"}]}',
      'Piece 1 in this file is not right: look at its field “domain”.',
    ],
  ])(
    'refuses %s with a sentence that names the fault, and changes nothing',
    async (name, content, sentence) => {
      await tagged(GARDEN);
      const before = await list.page.evaluate(() => chrome.storage.local.get(null));
      await bringIn(name, content);
      await list.untilText(sentence, 'dialog');
      expect(await list.text('dialog')).toContain('Your list is unchanged.');
      expect(await list.page.evaluate(() => chrome.storage.local.get(null))).toEqual(before);
    },
  );
});

/** The focus moves to Undo a moment after its words are there. */
async function untilFocusOnUndo(): Promise<void> {
  await list.until('the focus on Undo', () =>
    list.page.evaluate(() => document.activeElement?.textContent?.trim() === 'Undo'),
  );
}

async function bringIn(name: string, content: string): Promise<void> {
  await list.click('header button', 1);
  await chooseFile(name, content);
}

async function chooseFile(name: string, content: string): Promise<void> {
  const path = join(files, name);
  await writeFile(path, content);
  const input = (await list.page.waitForSelector(
    'dialog[open] input[type=file]',
  )) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

async function evidenceInStorage(): Promise<Record<string, unknown>> {
  const items: Record<string, unknown> = await list.page.evaluate(() => chrome.storage.local.get(null));
  return Object.fromEntries(Object.entries(items).filter(([key]) => key.startsWith('evidence:')));
}
