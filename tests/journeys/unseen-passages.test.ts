import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameReading } from '../../browser/read-frame.ts';
import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS, select, storedUnder } from '../support/two-browsers.ts';

/** The built script that the extension sends into a page to read it. */
const SCRIPT = readFileSync(join(import.meta.dirname, '../../.output/firefox-mv3/read-frame.js'), 'utf8');

const WORDS = 'Nobody planted anything here.';
const FAR = '<div style="height: 5000px; width: 9000px"></div>';

/** Pages with a selected passage that can't be seen, however one scrolls. */
const UNSEEN: Record<string, string> = {
  'is transparent': '<p id="x" style="opacity: 0">W',
  'is nearly transparent': '<p id="x" style="opacity: 0.02">W',
  'is in a transparent element': '<div style="opacity: 0"><p id="x" style="opacity: 1">W',
  'is faint in a faint element': '<div style="opacity: 0.2"><p id="x" style="opacity: 0.2">W',
  'is transparent by a filter': '<div style="filter: blur(0) opacity(0%)"><p id="x">W',
  'is invisible': '<p id="x" style="visibility: hidden">W',
  'is collapsed': '<table><tr id="x" style="visibility: collapse"><td>W',
  'is not rendered': '<div id="x"><p style="display: none">W',
  'is folded away': '<details><summary>More</summary><p id="x">W',
  'is skipped': '<div style="content-visibility: hidden"><p id="x">W',
  'is in tiny print': '<p id="x" style="font-size: 1px">W',
  'has no size': '<p id="x" style="font-size: 0">W',
  'is scaled to nothing': '<p id="x" style="transform: scale(0.05)">W',
  'is turned edgewise': '<p id="x" style="transform: rotateX(90deg)">W',
  'is cut out to nothing by clip-path': '<p id="x" style="clip-path: inset(50%)">W',
  'is cut out to nothing around it': '<div style="clip-path: circle(0)"><p id="x">W',
  'is cut out to a line': '<div style="clip-path: polygon(0 0, 100% 0, 0 0)"><p id="x">W',
  'is cut out to nothing by clip': '<p id="x" style="position: absolute; clip: rect(0, 0, 0, 0)">W',
  'is cut off by a box of no height': '<div style="height: 0; overflow: hidden"><p id="x">W',
  'is cut off by a box of one pixel': '<div style="width: 1px; height: 1px; overflow: auto"><p id="x">W',
  'is cut off by the edge of a box that does not scroll':
    '<div style="height: 40px; overflow: hidden"><p style="height: 60px">Seen</p><p id="x">W',
  'is indented away': '<p id="x" style="text-indent: -9999px; overflow: hidden; white-space: nowrap">W',
  'is left of the page': '<p id="x" style="position: absolute; left: -9999px">W',
  'is above the page': '<p id="x" style="position: absolute; top: -9999px">W',
  'is moved out of the page': '<p id="x" style="transform: translateX(-200vw)">W',
  'is right of a page that is written to the left':
    '<script>document.documentElement.dir = "rtl"</script><p id="x" style="position: absolute; right: -9999px">W',
  'is fixed outside the window': `${FAR}<p id="x" style="position: fixed; top: 200vh">W`,
  'is fixed in a box of no height that it cannot leave':
    '<div style="will-change: transform; height: 0; overflow: hidden"><p id="x" style="position: fixed; top: 0">W',
  'is above the scrolled area':
    '<div style="height: 80px; overflow: auto; position: relative"><p id="x" style="position: absolute; top: -999px">W',
};

/** Pages with one that can be seen, now or after scrolling. */
const SEEN: Record<string, string> = {
  'is there': '<p id="x">W',
  'is further down': `${FAR}<p id="x">W`,
  'was scrolled past': `<p id="x">W</p>${FAR}<script>scrollTo(8000, 4000)</script>`,
  'is far to the right': `${FAR}<p id="x" style="position: absolute; left: 8000px">W`,
  'is far to the left of a page that is written to the left': `<script>document.documentElement.dir = "rtl"</script>
    <p id="x" style="position: absolute; right: 8000px">W`,
  'was scrolled past in a part of the page':
    '<div id="s" style="height: 50px; overflow: auto"><p id="x">W<p style="height: 999px"></div><script>s.scrollTop = 900</script>',
  'is further down in a part of the page':
    '<div style="height: 50px; overflow: auto"><p style="height: 999px"><p id="x">W',
  'is further down in a part that is cut off itself':
    '<div style="height: 90px; overflow: hidden"><div style="height: 50px; overflow-y: scroll"><p style="height: 999px"><p id="x">W',
  'is further down on a page whose body is scrolled, and not the window':
    '<style>html { height: 100%; overflow: hidden } body { height: 100%; overflow: auto }</style><p style="height: 3000px"><p id="x">W',
  'was scrolled past on a page whose body is scrolled':
    '<style>html { height: 100%; overflow: hidden } body { height: 100%; overflow: auto }</style><p id="x">W<p style="height: 3000px"><script>document.body.scrollTop = 2000</script>',
  'is further down in a part of a page that is enlarged':
    '<div style="zoom: 3"><div style="height: 50px; overflow: auto"><p style="height: 999px"><p id="x">W',
  'is further down in a part that is drawn larger':
    '<div style="transform: scale(3); transform-origin: 0 0"><div style="height: 50px; overflow: auto"><p style="height: 999px"><p id="x">W',
  'is further up in a part that begins at its end':
    '<div style="display: flex; flex-direction: column-reverse; height: 90px; overflow: auto"><p style="min-height: 999px"><p id="x">W',
  'is further to the left in lines from top to bottom':
    '<div style="writing-mode: vertical-rl; width: 200px; height: 200px; overflow: auto"><p style="width: 999px"><p id="x">W',
  'is further down on a page that a dialog holds still': `<style>body { overflow: hidden }</style>${FAR}<p id="x">W`,
  'is not laid out before it comes near': `${FAR}<div style="content-visibility: auto; contain-intrinsic-size: 50px"><p id="x">W`,
  'is laid over the picture of a scanned page': '<p id="x" style="opacity: 0.2; color: transparent">W',
  'is placed outside a box that is not around it':
    '<div style="height: 0; overflow: hidden"><p id="x" style="position: absolute; top: 90px">W',
  'is in small print': '<p id="x" style="font-size: 6px">W',
  'is turned': '<p id="x" style="width: max-content; margin: 200px; transform: rotate(90deg)">W',
  'is fixed in the window': `${FAR}<p id="x" style="position: fixed; top: 40px">W`,
  'is cut out partly': '<p id="x" style="clip-path: inset(10% round 4px)">W',
  'is on lines, some of them cut off':
    '<p id="x" style="width: 60px; height: 1.5em; overflow: hidden; line-height: 1.5">W',
  'is shortened with an ellipsis':
    '<p id="x" style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">W',
  'is in a picture of lines':
    '<svg viewBox="0 0 4 4" width="800"><text id="x" y="1" font-size="0.2">W</text></svg>',
  'is in columns': `<div style="columns: 80px; height: 40px"><p style="height: 70px">a</p><p id="x">W</div>`,
  'is in a table': '<table><tr><td id="x">W',
};

let pages: Pages;

beforeAll(async () => {
  const all = [...Object.entries(UNSEEN), ...Object.entries(SEEN)];
  pages = await servePages({
    ...Object.fromEntries(
      all.map(([name, body]) => [`/${encodeURIComponent(name)}`, body.replace('W', WORDS)]),
    ),
    '/two': `<p id="seen">Twelve beds were planted.</p><p style="opacity:0">${WORDS}</p><p id="end">All grew.</p>`,
    '/frames':
      '<iframe style="position: absolute; left: -2000px" src="/inner"></iframe><iframe src="/inner"></iframe>',
    '/inner': `<p id="x">${WORDS}</p>`,
  });
});

afterAll(() => pages?.close());

describe.each(BROWSERS)('in %s, a selected passage', (_name, start) => {
  let driver: BrowserWithExtension;
  let page: Page;

  beforeAll(async () => {
    driver = await start();
    page = await driver.browser.newPage();
  });

  afterAll(() => driver?.close());

  /** @returns the text read of the selection */
  async function read(name: string): Promise<string | undefined> {
    await page.goto(`${pages.origin}/${encodeURIComponent(name)}`);
    await select(page, '#x');
    const { selection } = (await page.evaluate(SCRIPT)) as FrameReading;
    return selection?.exact.trim();
  }

  it.each(Object.keys(UNSEEN))('is not read if it %s', async (name) => {
    expect(await read(name)).toBeUndefined();
  });

  it.each(Object.keys(SEEN))('is read if it %s', async (name) => {
    expect(await read(name)).toBe(WORDS);
  });

  it('is read in a frame that can be seen, and not in one that can’t', async () => {
    await page.goto(`${pages.origin}/frames`);
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    const said = await Promise.all(
      frames.map(async (frame) => {
        await frame.evaluate(() =>
          getSelection()?.selectAllChildren(document.querySelector('#x') as Element),
        );
        return ((await frame.evaluate(SCRIPT)) as FrameReading).selection?.exact.trim();
      }),
    );
    expect(said).toEqual([undefined, WORDS]);
  });

  it('is shown and saved by the popup without the part that nobody can see', async () => {
    await page.goto(`${pages.origin}/two`);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    const popup = await driver.openPopup(page);
    await popup.untilText('Twelve beds were planted.', 'blockquote');
    expect(await popup.text('blockquote')).not.toContain(WORDS);
    await popup.click('button[aria-pressed]', 0);
    await popup.untilTagged(1);
    await popup.close();
    expect(await storedUnder(driver, 'evidence:')).toMatchObject([
      { quotes: [{ exact: 'Twelve beds were planted.\nAll grew.' }] },
    ]);
  });
});
