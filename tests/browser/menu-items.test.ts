import { describe, expect, it } from 'vitest';
import { domainOf, menuItems } from '../../browser/menu-items.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { backgroundWords } from '../../locales/background-words.ts';
import { LANGUAGES } from '../../locales/index.ts';
import { missionJson } from '../support/locale-files.ts';

describe.each(LANGUAGES)('the context menu in %s', (language) => {
  const items = menuItems(backgroundWords(language, []));
  const [parent, ...children] = items;

  it('has one item that names the action, and in it the five domains by number and official title', () => {
    expect(parent).toMatchObject({ id: 'tag', title: expect.stringMatching(/eTwinning/) });
    expect(parent).not.toHaveProperty('parentId');
    const { domains } = missionJson(language);
    expect(children.map(({ title }) => title)).toEqual(
      MISSION_DOMAINS.map((domain, index) => `&${index + 1} ${domains[domain]?.title}`),
    );
    expect(children.map(({ parentId }) => parentId)).toEqual(Array(5).fill('tag'));
  });

  it('exists on a page, selected text, a link and an image', () => {
    for (const { contexts } of items) {
      expect(contexts).toEqual(expect.arrayContaining(['page', 'selection', 'link', 'image']));
    }
  });
});

it('a sign that the browser would use as an access key stays readable', () => {
  const { t, titles } = backgroundWords('en', []);
  const other = { ...titles, collaboration: { text: 'Give & take', language: 'en' } };
  expect(menuItems({ t, titles: other })[2]?.title).toBe('&2 Give && take');
});

describe('the domain of an item', () => {
  it.each(MISSION_DOMAINS)('is recognised: %s', (domain) => {
    const ids = menuItems(backgroundWords('en', [])).map(({ id }) => id);
    expect(domainOf(ids[MISSION_DOMAINS.indexOf(domain) + 1] ?? '')).toBe(domain);
  });

  it.each(['tag', 'tag:', 'tag:x', 'collaboration', 'tag:toString', '', 3])('does not exist for %j', (id) => {
    expect(domainOf(id)).toBeUndefined();
  });
});
