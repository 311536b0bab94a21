import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application } from '../../evidence/application/application.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { until, type View } from '../browsers/view.ts';
import { BROWSERS, press, storedUnder, untilFocus } from '../support/two-browsers.ts';
import { readWordFile, type WordFile } from '../support/word-file.ts';

const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const DOMAIN = '/evidence.html?view=application&domain=collaboration';

describe.each(BROWSERS)('the application in %s', (_name, start) => {
  let profile: string;
  let driver: BrowserWithExtension;
  let view: View;

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'mission-evidence-application-'));
    driver = await start({ profile });
    const list = await driver.openTab('/evidence.html');
    await list.page.evaluate(async (id) => {
      for (const path of ['old', 'garden']) {
        const page = { url: `https://school.example/${path}`, title: `The ${path}` };
        await chrome.runtime.sendMessage({ type: 'tag', domain: 'collaboration', pages: [page] });
      }
      const old = 'collaboration:https://school.example/old';
      await chrome.runtime.sendMessage({
        type: 'edit-facts',
        ids: [old],
        change: { activityDate: '2020-01-01' },
      });
      const change = { name: '2027', school: 'Our school', from: '2025-01-01' };
      await chrome.runtime.sendMessage({ type: 'save-application', id, change });
    }, ID);
    await list.close();
  });

  afterAll(async () => {
    await driver?.close();
    await rm(profile, { recursive: true, force: true });
  });

  it('saves every letter, and a numbered reference, when the page is closed at once and the browser after it', async () => {
    view = await driver.openTab(DOMAIN);
    await view.until('the field', async () => (await view.count('main textarea')) > 0);
    await view.page.focus('main textarea');
    await view.page.keyboard.type('We dig');
    await press(view, 'Insert [1]');
    await view.until('the reference', async () => (await view.value('main textarea')).endsWith('[1]'));
    await untilFocus(view, 'main textarea');
    await view.page.keyboard.type('!');
    await view.close();
    // The last text is on its way to the background, which stores it without the page.
    await until('the last letter', async () =>
      JSON.stringify(await storedUnder(driver, 'application:')).includes(']]!'),
    );
    await driver.close();
    driver = await start({ profile });
    view = await driver.openTab(DOMAIN);
    const stored = await view.page.evaluate(async (key) => {
      return (await chrome.storage.local.get([key]))[key] as Application;
    }, `application:${ID}`);
    expect(stored.texts['collaboration.explanation']).toMatch(/^We dig \[\[[0-9a-f]{16}\]\]!$/);
    await view.until('the text', async () => (await view.value('main textarea')) === 'We dig [1]!');
    expect(await view.texts('main li')).toEqual([
      expect.not.stringContaining('Outside the application period'),
      expect.stringContaining('Outside the application period'),
    ]);
  });

  it('saves an edition that nothing changes, and the report has the written texts', async () => {
    await view.close();
    view = await driver.openTab('/evidence.html?view=application');
    await press(view, 'Keep a copy as handed in');
    await view.untilText('Copy kept: 2027');
    await view.page.evaluate(async () => {
      const id = 'collaboration:https://school.example/garden';
      await chrome.runtime.sendMessage({ type: 'write-title', id, title: 'Another title' });
    });
    await view.click('main a[href*="copy="]');
    await view.untilText('This is how it was');
    expect(await view.text('main')).toContain('The garden');
    expect(await view.text('main')).toContain('We dig [1]!');
    expect(await view.text('main')).not.toContain('Another title');
    await view.page.goBack();
    await press(view, 'Export', 'header button');
    await press(view, 'Save the file', 'dialog[open] button');
    const report = await savedReport();
    const texts = report.paragraphs.map(({ text }) => text);
    expect(texts).toContain('School: Our school');
    expect(texts).toContain('We dig [1]!');
    const entries = report.paragraphs.filter(({ style }) => style === 'Heading3');
    expect(entries.map(({ text }) => text)).toEqual(['Another title', 'The old']);
    expect(texts.filter((text) => text.includes('outside the application period'))).toHaveLength(1);
  });

  async function savedReport(): Promise<WordFile> {
    let report: WordFile | undefined;
    await view.until('the report', async () => {
      const name = (await readdir(driver.downloads)).find((one) =>
        /^mission-evidence-our-school-\d{4}-\d\d-\d\d\.docx$/.test(one),
      );
      if (!name) return false;
      try {
        report = readWordFile(await readFile(join(driver.downloads, name)));
      } catch {
        // The file is still being written.
        return false;
      }
      return true;
    });
    return report as WordFile;
  }
});
