import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { CHROME_BUILD, startChromium } from '../browsers/chromium.ts';
import { type SchoolSite, serveSchoolSite } from '../school-site/serve.ts';

let site: SchoolSite;
let chromium: BrowserWithExtension;
let page: Page;

beforeAll(async () => {
  site = await serveSchoolSite();
  chromium = await startChromium({ languages: 'ro-MD,ro' });
  page = await chromium.browser.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** Navigates to a page that no other test has tagged, and clicks the toolbar button there. */
async function popupOn(path: string) {
  await page.goto(`${site.origin}${path}`);
  return chromium.openPopup(page);
}

describe('the popup in Chromium, opened by its toolbar button', () => {
  it('shows this page and the five domains in the browser’s language, with nothing but activeTab', async () => {
    const popup = await popupOn('/ro.html?first');
    expect(await popup.text('header')).toContain('Grădina noastră: un proiect al elevilor');
    expect(await popup.text('header')).toContain('127.0.0.1');
    expect(await popup.attributes('html', 'lang')).toEqual(['ro']);
    expect(await popup.attributes('html', 'dir')).toEqual(['ltr']);
    const names = await popup.texts('button[aria-pressed]');
    expect(names).toHaveLength(5);
    expect(names[0]).toContain('Școlile eTwinning sunt devotate conducerii în comun');
    expect(names[4]).toContain('Școlile eTwinning sunt organizații de învățare incluzive și novatoare');
    expect(await popup.pressed()).toEqual([false, false, false, false, false]);
    await popup.page.close();
  });

  it('tags under two domains, saves the note while it is typed, and shows both when it is opened again', async () => {
    const popup = await popupOn('/ro.html?tagged=1');
    await popup.page.click('li:nth-child(2) button[aria-pressed]');
    await popup.untilTagged(2);
    // The first tag of all: the note's code is only now loading.
    await popup.until('the note', async () => (await popup.count('textarea')) === 1);
    await popup.page.type('textarea', 'Planificată de patru profesori.');
    await popup.click('button[aria-pressed]', 4);
    await popup.untilTagged(2, 5);
    await popup.page.close();

    // The same page: another order, a campaign, a fragment.
    const again = await popupOn('/ro.html?utm_source=letter&tagged=1#top');
    expect(await again.pressed()).toEqual([false, true, false, false, true]);
    expect(await again.text('main')).toContain('Planificată de patru profesori.');
    await again.page.close();
  });

  it('deletes a tag at the second click, and Undo brings it back with its note', async () => {
    const popup = await popupOn('/ro.html?undo');
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await popup.fill('textarea', 'De ce');
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged();
    await popup.click('li:nth-child(1) p button');
    await popup.untilTagged(1);
    await popup.until('the note', async () => (await popup.value('textarea')) === 'De ce');
    await popup.page.close();
  });

  it('has tagged even if it is closed the moment after the click', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const popup = await popupOn(`/en.html?closed=${turn}`);
      await popup.page.evaluate(() => {
        document.querySelectorAll<HTMLElement>('button[aria-pressed]')[2]?.click();
        window.close();
      });
    }
    for (let turn = 0; turn < 5; turn++) {
      const popup = await popupOn(`/en.html?closed=${turn}`);
      expect(await popup.pressed()).toEqual([false, false, true, false, false]);
      await popup.page.close();
    }
  });

  it('has saved a note typed just before it is closed', async () => {
    const popup = await popupOn('/en.html?last-words');
    await popup.click('button[aria-pressed]', 3);
    await popup.untilTagged(4);
    // The first click fetches it.
    await popup.until('the note', async () => (await popup.count('textarea')) === 1);
    await popup.page.evaluate(() => {
      const field = document.querySelector('textarea') as HTMLTextAreaElement;
      for (const text of ['A', 'At', 'At last']) {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      window.close();
    });
    const again = await popupOn('/en.html?last-words');
    await again.until('the note', async () => (await again.value('textarea')) === 'At last');
    await again.page.close();
  });

  it('corrects the title, before tagging and after', async () => {
    const popup = await popupOn('/en.html?title');
    await popup.click('header button');
    await popup.fill('header input', 'A better title');
    await popup.click('header button[type=submit]');
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await popup.click('header button');
    await popup.fill('header input', 'The best title');
    await popup.page.close();
    const again = await popupOn('/en.html?title');
    expect(await again.text('header')).toContain('The best title');
    await again.page.close();
  });

  it('preserves a title typed before tagging, and Undo of the last action, if it is closed', async () => {
    const popup = await popupOn('/en.html?draft');
    await popup.click('header button');
    await popup.fill('header input', 'Typed before tagging');
    await popup.page.close();
    const second = await popupOn('/en.html?draft');
    expect(await second.text('header')).toContain('Typed before tagging');
    await second.click('button[aria-pressed]', 4);
    await second.untilTagged(5);
    await second.page.close();
    const third = await popupOn('/en.html?draft');
    expect(await third.text('header')).toContain('Typed before tagging');
    await third.click('li:nth-child(5) p button');
    await third.untilTagged();
    await third.page.close();
  });

  it('shows the mission: intro, a domain, a second language beside it', async () => {
    const popup = await popupOn('/en.html?reading');
    await popup.click('section button[aria-expanded]');
    await popup.untilText('Conștienți de importanța și valoarea eTwinning');
    expect(await popup.texts('section strong')).toEqual([
      'conducerea',
      'politicile, practicile și inițiativele de dezvoltare profesională ale instituțiilor.',
      'conlucrează, împărtășind',
      'modele',
      'oameni mai buni, elevi mai buni, cetățeni mai buni și mai activi.',
    ]);
    await popup.click('li button[aria-expanded]', 2);
    await popup.untilText('Elevii joacă un rol important în dezvoltarea Școlii eTwinning.');
    await popup.click('li input[type=checkbox]');
    await popup.untilText(
      'Students have a role to play in the development of the eTwinning School.',
      'li div[lang=en]',
    );
    await popup.page.close();
  });

  it('says in one sentence why a page of the browser can’t be tagged, and still shows the mission', async () => {
    await page.goto('chrome://version');
    const popup = await chromium.openPopup(page);
    expect(await popup.text('header')).toContain('Browserul ascunde adresa acestei pagini');
    expect(await popup.attributes('button[aria-pressed]', 'aria-disabled')).toEqual(Array(5).fill('true'));
    await popup.click('button[aria-pressed]', 0);
    await popup.untilText('actul de conducere este un proces desfășurat în comun');
    expect(await popup.pressed()).toEqual(Array(5).fill(false));
    await popup.page.close();
  });

  it('opens the evidence page, once', async () => {
    for (let turn = 0; turn < 2; turn++) {
      const popup = await popupOn('/en.html?list');
      await popup.page.click('footer a').catch(() => {});
      await popup.until('the evidence page', async () => (await evidenceTabs()).length === 1);
    }
    expect(await evidenceTabs()).toHaveLength(1);
  });

  async function evidenceTabs() {
    const pages = await chromium.browser.pages();
    return pages.filter((tab) => tab.url() === `${chromium.origin}/evidence.html`);
  }
});

describe('the popup with the keyboard alone', () => {
  it('does not read a sentence typed beside the note as keys', async () => {
    const popup = await popupOn('/en.html?missed');
    await popup.page.keyboard.press('1');
    await popup.untilTagged(1);
    await popup.page.keyboard.type('In 2025 our 4 classes of class 5');
    await popup.page.keyboard.press('Tab');
    expect(await popup.pressed()).toEqual([true, false, false, false, false]);
    await popup.page.close();
  });

  it('opens a note with the focus in it, and so does a click on a domain', async () => {
    const popup = await popupOn('/en.html?note');
    await popup.page.keyboard.press('1');
    await popup.untilTagged(1);
    await popup.page.keyboard.press('2');
    await popup.untilTagged(1, 2);
    await popup.page.focus('li:nth-child(1) > button');
    await popup.page.keyboard.press('Enter');
    await popup.page.waitForSelector('li:nth-child(1) textarea:focus');
    await popup.page.keyboard.type('2 schools');
    await popup.until('the note', async () => (await popup.value('textarea')) === '2 schools');
    const fifth = 'li:nth-child(5) button[aria-pressed]';
    await popup.page.$eval(fifth, (button) => button.scrollIntoView({ block: 'center' }));
    await popup.page.click(fifth, { count: 2 });
    await popup.untilTagged(1, 2, 5);
    await popup.page.waitForSelector('li:nth-child(5) textarea:focus');
    await popup.page.keyboard.type('3 classes');
    await popup.until('the note', async () => (await popup.value('textarea')) === '3 classes');
    expect(await popup.pressed()).toEqual([true, true, false, false, true]);
    await popup.page.close();
  });

  it('tags with 1 to 5, moves to the note with Tab, and types digits there', async () => {
    const popup = await popupOn('/en.html?keys');
    const { keyboard } = popup.page;
    await keyboard.press('4');
    await popup.untilTagged(4);
    await keyboard.press('2');
    await popup.untilTagged(2, 4);
    await popup.until(
      'the note of domain 2',
      async () => (await popup.count('li:nth-child(2) textarea')) === 1,
    );
    await popup.until('the focus on the note', async () => {
      await keyboard.press('Tab');
      return popup.page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA');
    });
    await keyboard.type('3 schools');
    await popup.until('the note', async () => (await popup.value('textarea')) === '3 schools');
    expect(await popup.pressed()).toEqual([false, true, false, true, false]);
    await popup.page.close();
  });
});

describe('after the browser was restarted', () => {
  it('everything tagged is there, and the chosen language too', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'mission-evidence-restart-'));
    try {
      const first = await startChromium({ profile, languages: 'en' });
      const before = await first.browser.newPage();
      await before.goto(`${site.origin}/it.html`);
      const popup = await first.openPopup(before);
      await popup.click('button[aria-pressed]', 1);
      await popup.untilTagged(2);
      await popup.fill('textarea', 'Quattro insegnanti');
      await popup.choose('footer select', 'it');
      await popup.untilText('Elenco delle evidenze: 1');
      await first.close();

      const second = await startChromium({ profile, languages: 'en' });
      const after = await second.browser.newPage();
      await after.goto(`${site.origin}/it.html`);
      const again = await second.openPopup(after);
      expect(await again.attributes('html', 'lang')).toEqual(['it']);
      expect(await again.pressed()).toEqual([false, true, false, false, false]);
      expect(await again.value('textarea')).toBe('Quattro insegnanti');
      await second.close();
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  });
});

describe('if a part of the program can’t be loaded', () => {
  it('the popup says so, saves the tag and shows the rest, even when it is opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-damaged-'));
    try {
      await cp(CHROME_BUILD, folder, { recursive: true });
      const chunks = await readdir(join(folder, 'chunks'));
      const parts = chunks.filter((name) => name.startsWith('page-parts-'));
      expect(parts).toHaveLength(1);
      for (const name of parts) await rm(join(folder, 'chunks', name));
      const damaged = await startChromium({ extension: folder, languages: 'en' });
      try {
        const tab = await damaged.browser.newPage();
        await tab.goto(`${site.origin}/en.html`);
        const popup = await damaged.openPopup(tab);
        expect(await popup.text('[role=alert]')).toBe('');
        await popup.click('button[aria-pressed]', 1);
        await popup.untilTagged(2);
        await popup.untilText('A part of Mission Evidence could not be loaded. What was saved is safe.');
        await popup.close();

        const again = await damaged.openPopup(tab);
        expect(await again.pressed()).toEqual([false, true, false, false, false]);
        expect(await again.text('[role=alert]')).toContain('could not be loaded');
        expect(await again.text('body')).not.toMatch(/\b(tag|quote|note|popup)\.\w/);
        await again.close();
      } finally {
        await damaged.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('after an uncaught failure', () => {
  it('the popup reports it and says what to do', async () => {
    const driver = await startChromium({ languages: 'en' });
    try {
      const tab = await driver.browser.newPage();
      await tab.goto(`${site.origin}/en.html`);
      const popup = await driver.openPopup(tab);
      await popup.untilText('eTwinning');
      expect(await popup.text('[role=alert]')).toBe('');
      // The program itself has to fail: a page is not notified of errors in a script from outside.
      await popup.page.evaluate(
        () => void Object.assign(HTMLOListElement.prototype, { querySelectorAll: 0 }),
      );
      await popup.page.keyboard.press('1');
      await popup.untilText('Close this window, open it again and check your last change.', '[role=alert]');
    } finally {
      await driver.close();
    }
  });
});
