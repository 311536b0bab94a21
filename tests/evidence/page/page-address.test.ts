import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  isOfflineAddress,
  isOnSameSite,
  isWebAddress,
  MAX_ADDRESS_LENGTH,
  offlineAddress,
  pageKey,
  readableHostname,
  type UntaggableReason,
} from '../../../evidence/page/page-address.ts';
import { anyUrl } from '../../support/pieces.ts';

const PAGE = 'https://school.example/page';
const ESEP = 'https://school-education.ec.europa.eu';

const TRACKING = [
  'utm_source=newsletter',
  'utm_anything_new=1',
  'UTM_Campaign=spring',
  'gclid=1',
  'gbraid=1',
  'wbraid=1',
  'dclid=1',
  'gclsrc=aw.ds',
  'srsltid=1',
  '_gl=1*a*b',
  '_ga=2.1',
  'fbclid=IwAR0',
  'igsh=1',
  'igshid=1',
  'msclkid=1',
  'mc_cid=1',
  'mc_eid=1',
  'pk_campaign=1',
  'mtm_source=1',
  'twclid=1',
  'ttclid=1',
  'li_fat_id=1',
  'yclid=1',
  '_hsenc=1',
  '_hsmi=1',
  'mkt_tok=1',
];

describe('two addresses are the same page', () => {
  it.each(TRACKING)('with and without the tracking parameter %s', (parameter) => {
    expect(pageKey(`${PAGE}?${parameter}`)).toBe(pageKey(PAGE));
    expect(pageKey(`${PAGE}?a=1&${parameter}&b=2`)).toBe(pageKey(`${PAGE}?a=1&b=2`));
  });

  it.each([
    ['a fragment', `${PAGE}#photos`, PAGE],
    ['an empty fragment', `${PAGE}#`, PAGE],
    ['a text directive', `${PAGE}#:~:text=water`, PAGE],
    ['a text directive after a fragment', `${PAGE}#photos:~:text=water`, PAGE],
    ['a text directive after a route', `${PAGE}#/album/3:~:text=water`, `${PAGE}#/album/3`],
    ['a text directive after a #! route', `${PAGE}#!album:~:text=water`, `${PAGE}#!album`],
    ['a trailing slash', `${PAGE}/`, PAGE],
    ['many trailing slashes', `${PAGE}///`, PAGE],
    ['a trailing slash before a query', `${PAGE}/?a=1`, `${PAGE}?a=1`],
    ['the slash of the root', 'https://school.example', 'https://school.example/'],
    ['the default port of https', 'https://school.example:443/page', PAGE],
    ['the default port of http', 'http://school.example:80/page', 'http://school.example/page'],
    ['the case of the host', 'https://School.EXAMPLE/page', PAGE],
    ['the case of the scheme', 'HTTPS://school.example/page', PAGE],
    ['a host in Unicode and in Punycode', 'https://școala.example/', 'https://xn--coala-e9b.example/'],
    ['the order of the query', `${PAGE}?b=2&a=1`, `${PAGE}?a=1&b=2`],
    ['the order around a repeated parameter', `${PAGE}?b=2&a=1&a=3`, `${PAGE}?a=1&a=3&b=2`],
    ['an empty query', `${PAGE}?`, PAGE],
    ['empty parameters', `${PAGE}?&&a=1&`, `${PAGE}?a=1`],
    ['two ESEP languages', `${ESEP}/en/etwinning/projects/water`, `${ESEP}/ro/etwinning/projects/water`],
    ['an ESEP language with a region', `${ESEP}/pt-pt/etwinning/news`, `${ESEP}/et/etwinning/news`],
    ['an ESEP address without a language', `${ESEP}/etwinning/news`, `${ESEP}/pl/etwinning/news`],
    ['the ESEP start page in a language', `${ESEP}/it`, `${ESEP}/`],
    ['the ESEP start page with a slash', `${ESEP}/it/`, `${ESEP}/pt-pt`],
  ])('if they differ only in %s', (_, one, other) => {
    expect(pageKey(one)).toBe(pageKey(other));
  });
});

describe('two addresses are different pages', () => {
  it.each([
    ['www.', 'https://www.school.example/page', PAGE],
    ['the scheme', 'http://school.example/page', PAGE],
    ['another port', 'https://school.example:8443/page', PAGE],
    ['another host', 'https://school2.example/page', PAGE],
    ['another path', `${PAGE}s`, PAGE],
    ['the case of the path', 'https://school.example/Page', PAGE],
    ['slashes inside the path', 'https://school.example//page', PAGE],
    ['a parameter that may choose the content', `${PAGE}?id=7`, PAGE],
    ['ref, which some sites use for content', `${PAGE}?ref=7`, PAGE],
    ['a name that only begins like a tracking one', `${PAGE}?gclid2=7`, PAGE],
    ['a name that only ends like a tracking one', `${PAGE}?my_utm_source=7`, PAGE],
    ['another value', `${PAGE}?id=7`, `${PAGE}?id=8`],
    ['the case of a value', `${PAGE}?id=a`, `${PAGE}?id=A`],
    ['the order of a repeated parameter', `${PAGE}?a=1&a=2`, `${PAGE}?a=2&a=1`],
    ['a route', `${PAGE}#/album/3`, PAGE],
    ['another route', `${PAGE}#/album/3`, `${PAGE}#/album/4`],
    ['a #! route', `${PAGE}#!album`, PAGE],
    [
      'a language segment on another site',
      'https://school.example/en/news',
      'https://school.example/ro/news',
    ],
    ['a longer first segment on ESEP', `${ESEP}/eng/news`, `${ESEP}/news`],
    ['a second language segment on ESEP', `${ESEP}/en/ro/news`, `${ESEP}/en/news`],
    ['ESEP under another host', `https://www.school-education.ec.europa.eu/en/a`, `${ESEP}/en/a`],
  ])('if they differ in %s', (_, one, other) => {
    expect(pageKey(one)).not.toBe(pageKey(other));
  });
});

describe('the key of any address', () => {
  it('ignores tracking parameters wherever they are', () => {
    fc.assert(
      fc.property(anyUrl, fc.constantFrom(...TRACKING), fc.boolean(), (address, tracking, first) => {
        const url = new URL(address);
        const query = url.search.slice(1);
        url.search = first ? `?${tracking}&${query}` : `?${query}&${tracking}`;
        expect(pageKey(url.href)).toBe(pageKey(address));
      }),
    );
  });

  it('ignores the order of parameters with different names', () => {
    const parameters = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{1,3}[0-9]?$/), fc.stringMatching(/^[\w.%-]{0,5}$/)),
      { selector: ([name]) => name, maxLength: 6 },
    );
    const twice = parameters.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(anyUrl, twice, (address, [one, other]) => {
        expect(pageKey(withQuery(address, one))).toBe(pageKey(withQuery(address, other)));
      }),
    );
  });

  it('exists for every address that can be evidence', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        expect(pageKey(url)).toMatch(/^https?:\/\/[^/]+\//);
      }),
    );
  });
});

function withQuery(address: string, parameters: readonly (readonly [string, string])[]): string {
  const url = new URL(address);
  url.search = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  return url.href;
}

describe('checkAddress', () => {
  it.each([
    ['https', 'https://school.example/a', 'https://school.example/a'],
    ['http', 'http://school.example/a', 'http://school.example/a'],
    ['capitals', 'HTTPS://School.Example/A', 'https://school.example/A'],
    ['a user name and password', 'https://anna:secret@school.example/a', 'https://school.example/a'],
    ['an empty password', 'https://anna:@school.example/a', 'https://school.example/a'],
    ['white space around it', ' https://school.example/a\n', 'https://school.example/a'],
    ['characters to encode', 'https://școala.example/ș <', 'https://xn--coala-e9b.example/%C8%99%20%3C'],
    ['tracking and fragment, as visited', `${PAGE}/?utm_source=x#a`, `${PAGE}/?utm_source=x#a`],
    ['a tracking click on ESEP', `${ESEP}/ro/etwinning?fbclid=1`, `${ESEP}/ro/etwinning?fbclid=1`],
  ])('accepts an address with %s', (_, address, url) => {
    expect(checkAddress(address)).toEqual({ ok: true, url });
  });

  it.each<[string | undefined, UntaggableReason]>([
    ['file:///home/anna/plan.pdf', 'local-file'],
    ['file:///C:/plan.pdf', 'local-file'],
    ['chrome://extensions/', 'browser-page'],
    ['chrome-extension://abc/evidence.html', 'browser-page'],
    ['moz-extension://abc/evidence.html', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['edge://settings', 'browser-page'],
    ['javascript:alert(1)', 'browser-page'],
    ['JavaScript:alert(1)//https://school.example', 'browser-page'],
    ['java\nscript:alert(1)', 'browser-page'],
    ['data:text/html,<script>alert(1)</script>', 'browser-page'],
    ['blob:https://school.example/1-2-3', 'browser-page'],
    ['view-source:https://school.example/', 'browser-page'],
    ['ftp://school.example/a', 'browser-page'],
    ['mailto:anna@school.example', 'browser-page'],
    [undefined, 'unknown-page'],
    ['', 'unknown-page'],
    [' ', 'unknown-page'],
    ['school.example/page', 'unknown-page'],
    ['//school.example/page', 'unknown-page'],
    ['/page', 'unknown-page'],
    ['https://', 'unknown-page'],
    ['https://exa mple/', 'unknown-page'],
    ['https://school.example:99999/', 'unknown-page'],
    ['\u0000', 'unknown-page'],
  ])('refuses %j: %s', (address, reason) => {
    expect(checkAddress(address)).toEqual({ ok: false, reason });
  });

  it('refuses an address that is too long, or becomes so when it is encoded', () => {
    const room = MAX_ADDRESS_LENGTH - 'https://school.example/'.length;
    const longest = `https://school.example/${'a'.repeat(room)}`;
    expect(checkAddress(longest)).toEqual({ ok: true, url: longest });
    expect(checkAddress(`${longest}a`)).toEqual({ ok: false, reason: 'too-long' });
    const encoded = `https://school.example/${'ș'.repeat(room)}`;
    expect(checkAddress(encoded)).toEqual({ ok: false, reason: 'too-long' });
  });

  it('never throws, and accepts its own result unchanged', () => {
    const anyAddress = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((rest) => `https://${rest}`),
      fc.string({ unit: 'binary' }).map((rest) => `http://school.example/${rest}`),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(anyAddress, (text) => {
        const address = checkAddress(text);
        if (!address.ok) return;
        expect(address.url).toMatch(/^https?:\/\/[^/@]+\//);
        expect(checkAddress(address.url)).toEqual(address);
        expect(() => pageKey(address.url)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('readableHostname', () => {
  it.each([
    ['https://www.school.example/page', 'school.example'],
    ['https://blog.school.example:8443/page', 'blog.school.example'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (url, hostname) => {
    expect(readableHostname(url)).toBe(hostname);
  });
});

describe('isWebAddress', () => {
  it.each([
    'https://school.example/page',
    'http://school.example',
    'HTTPS://School.example/',
    'http://10.0.0.1:8080/',
  ])('is true of %s', (address) => {
    expect(isWebAddress(address)).toBe(true);
  });

  it.each([
    '',
    'school.example',
    '//school.example/page',
    'http://',
    'https://school.example:99999/',
    'javascript:alert("https://school.example")',
    'data:text/html,https://school.example',
    'file:///plan.pdf',
    'ftp://school.example/',
    'blob:https://school.example/1',
    'view-source:https://school.example/',
    'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b',
  ])('is false of %j', (address) => {
    expect(isWebAddress(address)).toBe(false);
  });

  it('is true of every address that can be evidence', () => {
    fc.assert(fc.property(anyUrl, (url) => isWebAddress(url)));
  });
});

describe('isOnSameSite', () => {
  it.each([
    ['a page further on', PAGE, 'https://school.example/other?x#y'],
    ['an address that the browser does not tell', undefined, PAGE],
  ])('is true of %s', (_, address, claimed) => {
    expect(isOnSameSite(address, claimed)).toBe(true);
  });

  it.each([
    ['another host', PAGE, 'https://bank.example/page'],
    ['a host below', PAGE, 'https://www.school.example/page'],
    ['another scheme', PAGE, 'http://school.example/page'],
    ['another port', PAGE, 'https://school.example:8443/page'],
    ['no origin', PAGE, 'data:text/html,x'],
    ['no address', PAGE, ''],
    ['a page of the browser', 'chrome://settings', PAGE],
  ])('is false of %s', (_, address, claimed) => {
    expect(isOnSameSite(address, claimed)).toBe(false);
  });
});

describe('an offline address', () => {
  const uuid = '3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';

  it('is its own page key, and leads to no page', () => {
    const address = offlineAddress(uuid);
    expect(isOfflineAddress(address)).toBe(true);
    expect(pageKey(address)).toBe(address);
    expect(checkAddress(address)).toEqual({ ok: false, reason: 'browser-page' });
  });

  it.each([
    '',
    uuid,
    `urn:uuid:${uuid.toUpperCase()}`,
    `URN:UUID:${uuid}`,
    `urn:uuid:${uuid}/`,
    `urn:uuid:${uuid}\n`,
    ` urn:uuid:${uuid}`,
    'urn:uuid:x',
    'https://school.example/',
  ])('is not %j', (address) => {
    expect(isOfflineAddress(address)).toBe(false);
  });
});
