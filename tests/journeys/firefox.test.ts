import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { until, type View } from '../browsers/view.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';
import { readWordFile } from '../support/word-file.ts';
import { readWorkbook } from '../support/workbook.ts';

let site: SchoolSite;
let profile: string;
let firefox: BrowserWithExtension;
let page: Page;

beforeAll(async () => {
  site = await serveSchoolSite();
  profile = await mkdtemp(join(tmpdir(), 'mission-evidence-profile-'));
  firefox = await startFirefox({ profile, languages: 'pl-PL, pl' });
  page = await firefox.browser.newPage();
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
  await rm(profile, { recursive: true, force: true });
});

async function popupOn(path: string): Promise<View> {
  await page.goto(`${site.origin}${path}`);
  return firefox.openPopup(page);
}

async function downloaded(extension: string): Promise<string> {
  return (await downloadedBytes(extension)).toString('utf8');
}

async function downloadedBytes(extension: string): Promise<Buffer> {
  let content = Buffer.alloc(0);
  await until(`a whole .${extension} file`, async () => {
    const names = await readdir(firefox.downloads);
    // While Firefox is writing, there is a .part file beside an empty one.
    const name = names.find((one) => one.endsWith(`.${extension}`));
    if (!name || names.some((one) => one.endsWith('.part'))) return false;
    const path = join(firefox.downloads, name);
    content = await readFile(path).catch(() => content);
    if (content.length > 0) await rm(path);
    return content.length > 0;
  });
  return content;
}

describe('the real popup in Firefox', () => {
  it('shows this page and the five domains in the browser’s language', async () => {
    const popup = await popupOn('/pl.html?one');
    expect(await popup.text('header')).toContain('Nasz ogród: projekt trzech szkół');
    expect(await popup.attributes('html', 'lang')).toEqual(['pl']);
    const names = await popup.texts('button[aria-pressed]');
    expect(names).toHaveLength(5);
    expect(names[3]).toContain('Szkoły eTwinning są wzorem dla innych szkół');
  });

  it('is as wide as its content', async () => {
    const popup = await popupOn('/pl.html?wide');
    await popup.until('no empty ground beside it', () =>
      popup.page.evaluate(() => innerWidth === document.body.offsetWidth),
    );
  });

  it('tags under two domains and saves the note; opened again, it shows both', async () => {
    const popup = await popupOn('/pl.html?two');
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await popup.click('button[aria-pressed]', 2);
    await popup.untilTagged(1, 3);
    await popup.fill('textarea', 'Samorząd uczniowski wybrał rośliny.');
    const again = await popupOn('/pl.html?two&utm_campaign=x');
    expect(await again.pressed()).toEqual([true, false, true, false, false]);
    expect(await again.value('textarea')).toBe('Samorząd uczniowski wybrał rośliny.');
  });

  it('changes the language of every open view at once', async () => {
    const list = await firefox.openTab('/evidence.html');
    await list.untilText('Dowody');
    const popup = await popupOn('/pl.html?two');
    await popup.choose('footer select', 'et');
    await popup.untilText('eTwinningu koolide missioon');
    await list.untilText('Tõendid eTwinningu koolide missiooni kohta');
    expect(await list.attributes('html', 'lang')).toEqual(['et']);
    await list.page.close();
  });

  it('has everything again after the browser was restarted', async () => {
    await firefox.close();
    firefox = await startFirefox({ profile, languages: 'pl-PL, pl' });
    page = await firefox.browser.newPage();
    const popup = await popupOn('/pl.html?two');
    expect(await popup.attributes('html', 'lang')).toEqual(['et']);
    expect(await popup.pressed()).toEqual([true, false, true, false, false]);
    expect(await popup.value('textarea')).toBe('Samorząd uczniowski wybrał rośliny.');
  });

  it('exports tables, a report, an archive and a backup that are read back, and imports the backup after all was deleted', async () => {
    const list = await firefox.openTab('/evidence.html');
    await list.click('header button', 0);
    await list.click('dialog[open] input[value=csv]');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const table = await downloaded('csv');
    const rows = parse(table, { delimiter: ';', bom: true, relax_column_count: false });
    expect(rows).toHaveLength(3);
    expect(rows[2]).toContain('Samorząd uczniowski wybrał rośliny.');

    await list.click('dialog[open] input[value=xlsx]');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const [sheet] = readWorkbook(await downloadedBytes('xlsx')).sheets;
    expect(sheet?.row(3)).toContain('Samorząd uczniowski wybrał rośliny.');

    await list.click('dialog[open] input[value=zip]');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const archive = unzipSync(await downloadedBytes('zip'));
    expect(strFromU8(archive['mission-evidence.csv'] as Uint8Array)).toContain(
      'Samorząd uczniowski wybrał rośliny.',
    );

    await list.click('dialog[open] input[value=docx]');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const { paragraphs } = readWordFile(await downloadedBytes('docx'));
    expect(paragraphs.filter(({ style }) => style === 'Heading3')).toHaveLength(2);

    await list.click('dialog[open] input[value=json]');
    await list.click('dialog[open] button:has(svg):not([title])', 0);
    const backup = await downloaded('json');
    expect(JSON.parse(backup).evidence).toHaveLength(2);
    await list.click('dialog[open] button[title]');
    await list.until('the dialog to close', async () => (await list.count('dialog')) === 0);

    await list.page.evaluate(() => browser.runtime.sendMessage({ type: 'erase-everything' }));
    const empty = await firefox.openTab('/evidence.html');
    expect(await empty.count('article')).toBe(0);
    await empty.click('header button', 1);
    await empty.until('the dialog', async () => (await empty.count('dialog input[type=file]')) === 1);
    await empty.page.evaluate((content) => {
      const input = document.querySelector('dialog input[type=file]') as HTMLInputElement;
      const files = new DataTransfer();
      files.items.add(new File([content], 'backup.json', { type: 'application/json' }));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, backup);
    await empty.until('the preview', async () => (await empty.count('dialog h3')) === 1);
    await empty.click('dialog button[data-look=main]');
    await empty.until('both pieces', async () => (await empty.count('article')) === 2);
    expect(await empty.text('main')).toContain('Samorząd uczniowski wybrał rośliny.');
  });
});
