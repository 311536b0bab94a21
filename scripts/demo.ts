/**
 * Plays the main job in the built extension and a real browser. With a display it opens the browser on a
 * sample page and leaves the rest to you. Without one, or with `--demo`, it plays the whole job and leaves
 * pictures and exported files in demo-output/.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { startChromium } from '../tests/browsers/chromium.ts';
import { until, type View } from '../tests/browsers/view.ts';
import { serveSchoolSite } from '../tests/school-site/serve.ts';

const OUTPUT = join(import.meta.dirname, '../demo-output');

/** All formats, as named in the export dialog. */
const FORMATS = ['docx', 'html', 'xlsx', 'csv', 'text', 'markdown', 'json', 'zip', 'bookmarks'];

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

if (hasDisplay && !process.argv.includes('--demo')) await openForYou();
else await play();

/** Opens a browser with the extension and waits until it is closed. */
async function openForYou(): Promise<void> {
  const site = await serveSchoolSite();
  const chromium = await startChromium({ headless: false, languages: languagesOfThisComputer() });
  const [page = await chromium.browser.newPage()] = await chromium.browser.pages();
  await page.goto(`${site.origin}/en.html`);
  await chromium.openPopup(page);
  console.log('A browser with Mission Evidence is open on a sample page, and so is its popup.');
  console.log('Later, click its button in the toolbar (behind the puzzle piece), or press Alt+Shift+M.');
  console.log('This is a profile for trying out: it goes when you close the browser.');
  await new Promise<void>((resolve) => chromium.browser.once('disconnected', () => resolve()));
  await site.close();
}

function languagesOfThisComputer(): string {
  const language = Intl.DateTimeFormat().resolvedOptions().locale;
  return `${language},en`;
}

/** Plays the main job from the first click to handing the list over. */
async function play(): Promise<void> {
  await rm(OUTPUT, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const site = await serveSchoolSite();
  const chromium = await startChromium({ languages: 'en' });
  try {
    const page = await chromium.browser.newPage();
    await page.goto(`${site.origin}/en.html?utm_source=newsletter`);
    await picture(page, 'sample-page');

    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('p') ?? document.body),
    );

    const popup = await chromium.openPopup(page);
    await popup.until('the quote', async () => (await popup.count('blockquote')) === 1);
    await picture(popup.page, 'popup-untagged');
    tell('The toolbar button opens the popup: this page, the selected passage and the five domains.');
    await popup.page.keyboard.press('2');
    await popup.untilTagged(2);
    await popup.page.type('textarea', 'Four teachers planned the lessons together with the partner schools.');
    await picture(popup.page, 'popup-note');
    await popup.page.locator('aria/Screenshot').click();
    await popup.page.locator('aria/Blur an area').click();
    await picture(popup.page, 'popup-screenshot');
    await popup.page.locator('aria/Keep the picture').click();
    await popup.until('the picture', async () => (await popup.count('li img')) === 1);
    await picture(popup.page, 'popup-picture');
    tell('Took a screenshot, blurred an area of it and kept it.');
    await popup.click('button[aria-pressed]', 2);
    await popup.untilTagged(2, 3);
    await popup.page.type('textarea', 'The student council chose the plants.');
    await picture(popup.page, 'popup-tagged');
    tell('Tagged under two domains, each with its own note.');
    await popup.click('li button[title][aria-expanded]', 2);
    await popup.untilText('Students have a role to play');
    await picture(popup.page, 'popup-official-text');
    await popup.page.close();

    await page.goto(`${site.origin}/en.html`);
    const again = await chromium.openPopup(page);
    await again.untilTagged(2, 3);
    tell('Opened again at the address without its campaign: it is the same page, all is there.');
    await again.page.close();

    for (const [language, number] of [
      ['ro', 1],
      ['pl', 2],
      ['it', 4],
      ['et', 5],
    ] as const) {
      await page.goto(`${site.origin}/${language}.html`);
      const local = await chromium.openPopup(page);
      await local.choose('footer select', language);
      await local.until(language, async () => (await local.attributes('html', 'lang'))[0] === language);
      await local.click(`button[aria-pressed]`, number - 1);
      await local.untilTagged(number);
      await dark(local.page, language === 'it');
      await picture(local.page, `popup-${language}`);
      await local.page.close();
    }
    tell('The same in Romanian, Polish, Italian (dark) and Estonian.');

    const list = await chromium.openTab('/evidence.html');
    await list.choose('header select', 'en');
    await list.untilText('Evidence for the eTwinning School Mission');
    await picture(list.page, 'evidence-page');
    await dark(list.page, true);
    await picture(list.page, 'evidence-page-dark');
    await dark(list.page, false);
    await list.click('header button', 0);
    await picture(list.page, 'export');
    for (const format of FORMATS) await save(list, format, chromium.downloads);
    for (const name of await readdir(chromium.downloads)) {
      await cp(join(chromium.downloads, name), join(OUTPUT, name));
    }
    tell('The list, saved in every format.');
    await list.click('dialog[open] button[title]');
    await mergeColleague(list);
    await writeApplication(list);
  } finally {
    await chromium.close();
    await site.close();
  }
  console.log(`\nPictures and exported files are in ${OUTPUT}:`);
  for (const name of (await readdir(OUTPUT)).toSorted()) console.log(`  ${name}`);
}

/** Merges a colleague's list, in which one piece has a different explanation and one is new. */
async function mergeColleague(list: View): Promise<void> {
  const backup = (await readdir(OUTPUT)).find((name) => name.endsWith('.json')) ?? '';
  const file = JSON.parse(await readFile(join(OUTPUT, backup), 'utf8'));
  const [first, ...others] = file.evidence;
  const words = { origin: 'a-colleague', by: 'Ana', note: 'Seen by all parents in May.' };
  const theirs = { changedAt: undefined, contributions: [words] };
  const added = { ...first, ...theirs, url: 'https://school.example/parents', title: 'The parents’ evening' };
  const evidence = [{ ...first, ...theirs }, ...others, added];
  const colleague = join(OUTPUT, 'colleague.json');
  await writeFile(colleague, JSON.stringify({ ...file, evidence }));
  await list.click('header button', 1);
  const input = await list.page.waitForSelector('dialog[open] input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(colleague);
  await list.untilText('What would happen');
  await picture(list.page, 'import');
  await list.page.locator('dialog[open] ::-p-aria([name="Import"][role="button"])').click();
  await list.until('the end of it', async () => (await list.text('dialog')).includes('Done. New: 1'));
  await list.click('dialog[open] button[title]');
  tell('Put the list together with a colleague’s: both notes are there, with their names.');
}

/** Starts an application and writes why the evidence counts. */
async function writeApplication(list: View): Promise<void> {
  await list.click('nav a[href="?view=application"]');
  await list.page.locator('aria/New application').click();
  await list.page.locator('aria/School').fill('Our school');
  await list.click('nav a[href*="domain=collaboration"]');
  await list.untilText('Explanation');
  await list.page.type('main textarea', 'Our teachers plan together with four partner schools');
  await list.page.locator('main button::-p-text(Insert [1])').click();
  await picture(list.page, 'application');
  tell('Wrote for the application form, with a reference to the first piece.');
}

async function save(list: View, format: string, downloads: string): Promise<void> {
  const before = (await readdir(downloads)).length;
  await list.click(`dialog[open] input[value=${format}]`);
  await list.until(
    format,
    async () => (await list.attributes('dialog input:checked', 'value'))[0] === format,
  );
  await list.click('dialog[open] button:has(svg):not([title])', 0);
  await until(`the ${format} file`, async () => {
    const names = await readdir(downloads);
    return names.length > before && !names.some((name) => name.endsWith('.crdownload'));
  });
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUTPUT, `${name}.png`) });
}

async function dark(page: Page, on: boolean): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: on ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

function tell(sentence: string): void {
  console.log(`✓ ${sentence}`);
}
