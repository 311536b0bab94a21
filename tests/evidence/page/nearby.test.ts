import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTwinSpace, pathOf, searchFor, siteOf } from '../../../evidence/page/nearby.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import { anyUrl } from '../../support/pieces.ts';

const OFFLINE = 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
const ESEP = 'https://school-education.ec.europa.eu';

describe('siteOf', () => {
  it.each([
    ['https://school.example/a/b?c=d', 'school.example'],
    ['https://www.school.example/a', 'school.example'],
    ['http://school.example:8080/a', 'school.example:8080'],
    ['https://blog.school.example/', 'blog.school.example'],
    [
      `${ESEP}/pl/etwinning/projects/water/twinspace/pages/results`,
      'school-education.ec.europa.eu/etwinning/projects/water',
    ],
    [`${ESEP}/en/etwinning/projects/water`, 'school-education.ec.europa.eu/etwinning/projects/water'],
    [`${ESEP}/en/discover/news/a`, 'school-education.ec.europa.eu'],
    ['https://twinspace.etwinning.net/12345/pages/page/678', 'twinspace.etwinning.net/12345'],
    ['https://twinspace.etwinning.net/', 'twinspace.etwinning.net'],
    ['https://sites.google.com/view/water/home', 'sites.google.com/view/water'],
    ['https://sites.google.com/school.example/water/home', 'sites.google.com/school.example/water'],
    ['https://padlet.com/ana/water', 'padlet.com/ana'],
    ['https://www.facebook.com/ourschool/posts/1', 'facebook.com/ourschool'],
    ['http://constructor/a', 'constructor'],
    ['http://__proto__/a', '__proto__'],
  ])('of %s is %s', (url, site) => {
    expect(siteOf(pageKey(url))).toBe(site);
  });
});

describe('pathOf', () => {
  it.each([
    ['https://www.school.example/a/b/?c=d', 'school.example/a/b'],
    ['http://school.example/a/b#/route', 'school.example/a/b'],
    ['https://school.example', 'school.example/'],
    ['https://school.example:8443/a', 'school.example:8443/a'],
    [`${ESEP}/pl/etwinning/projects/water`, 'school-education.ec.europa.eu/etwinning/projects/water'],
  ])('of %s is %s', (url, path) => {
    expect(pathOf(pageKey(url))).toBe(path);
  });

  it('begins with the site, for any page', () => {
    fc.assert(
      fc.property(anyUrl.map(pageKey), (page) => {
        expect(pathOf(page)?.startsWith(siteOf(page) ?? 'no site')).toBe(true);
      }),
    );
  });
});

it.each([OFFLINE, '', 'nonsense', 'http://', 'file:///a', 'javascript:alert(1)'])(
  '%j has neither site nor path',
  (page) => {
    expect(siteOf(page)).toBeUndefined();
    expect(pathOf(page)).toBeUndefined();
  },
);

it.each([
  [`${ESEP}/pl/etwinning/projects/water/twinspace`, true],
  ['https://twinspace.etwinning.net/12345/home', true],
  [`${ESEP}/en/discover/news`, false],
  ['https://twinspace.etwinning.net/', false],
  ['https://school.example/twinspace.etwinning.net/1', false],
])('the site of %s is a TwinSpace: %s', (url, expected) => {
  expect(isTwinSpace(siteOf(pageKey(url)) ?? '')).toBe(expected);
});

describe('searchFor', () => {
  it.each([
    'https://www.school.example/a/b/?c=d',
    `${ESEP}/pl/etwinning/projects/water/twinspace/pages/results`,
    `${ESEP}/en/discover/news/a`,
    'https://twinspace.etwinning.net/12345/pages/page/678',
    'https://padlet.com/ana/water',
  ])('finds %s by its site and by its path', (url) => {
    const page = pageKey(url);
    expect(url).toContain(searchFor(siteOf(page) ?? 'no site'));
    expect(url).toContain(searchFor(pathOf(page) ?? 'no path'));
  });
});
