import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWithExtension, Place } from '../browsers/browser-with-extension.ts';
import { until } from '../browsers/view.ts';
import { type Pages, servePages } from '../support/serve-pages.ts';
import { BROWSERS } from '../support/two-browsers.ts';

/* `support/count-requests.ts` checks after every file of tests that no request leaves the machine. Here, that one
would be noticed. */

/** Nobody has it (RFC 2606); a page that requests it would request anything. */
const ELSEWHERE = 'http://elsewhere.example/';

let pages: Pages;

beforeAll(async () => {
  pages = await servePages({ '/': '<p>A page</p>' });
});

afterAll(() => pages?.close());

/** @returns whether a request was let through as far as the trap */
function asks(place: Place): Promise<boolean> {
  return place.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    ELSEWHERE,
  );
}

describe.each(BROWSERS)('%s', (_name, start) => {
  let driver: BrowserWithExtension;

  beforeAll(async () => {
    driver = await start();
  });

  afterAll(() => driver?.close());

  it('a request of a page is caught if it is for another host, and not if it is for this machine', async () => {
    const page = await driver.browser.newPage();
    await page.goto(pages.origin);
    expect(driver.requests).toEqual([]);
    await asks(page);
    await until('the request', async () => driver.requests.length > 0);
    expect(driver.requests.splice(0)).toEqual([`GET ${ELSEWHERE}`]);
  });

  it.each(['/popup.html', '/evidence.html', '/options.html'])(
    'lets %s request nothing, by program, picture, frame or script',
    async (path) => {
      const { page } = await driver.openTab(path);
      const refused = await page.evaluate(
        (url) =>
          new Promise<string[]>((resolve) => {
            const directives = new Set<string>();
            document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
              directives.add(effectiveDirective);
              if (directives.size === 4) resolve([...directives].sort());
            });
            for (const name of ['img', 'iframe', 'script'] as const) {
              const element = document.createElement(name);
              element.src = url;
              document.body.append(element);
            }
            fetch(url).catch(() => {});
          }),
        ELSEWHERE,
      );
      expect(refused).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
      await page.close();
      expect(driver.requests).toEqual([]);
    },
  );

  it('the background requests nothing', async () => {
    expect(await asks(await driver.background())).toBe(false);
    expect(driver.requests).toEqual([]);
  });
});
