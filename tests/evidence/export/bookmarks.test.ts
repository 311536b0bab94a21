import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { bookmarks } from '../../../evidence/export/bookmarks.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { anyFullList, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');

function write(list: readonly Piece[], say = words): string {
  return bookmarks.write(arrange(list), say, OPTIONS) as string;
}

/** An element as a browser's parser finds it (HTML Living Standard, 13.2). */
interface ReadElement {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** All elements, in their order. */
function read(list: readonly Piece[]): ReadElement[] {
  return elementsIn(parse(write(list)));
}

function elementsIn(node: Tree.ParentNode): ReadElement[] {
  return node.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return [];
    const attributes = Object.fromEntries(child.attrs.map(({ name, value }) => [name, value]));
    return [{ name: child.tagName, text: textOf(child).trim(), attributes }, ...elementsIn(child)];
  });
}

function textOf(node: Tree.ParentNode): string {
  return node.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : ''))
    .join('');
}

function named(elements: readonly ReadElement[], name: string): ReadElement[] {
  return elements.filter((element) => element.name === name);
}

/** The only bookmark of a list, and its note. */
function bookmarkOf(one: Piece) {
  const elements = read([one]);
  return { link: named(elements, 'a')[0], note: named(elements, 'dd')[0]?.text };
}

it('a bookmark file names its format and UTF-8 in its first line', () => {
  expect(write([])).toMatch(/^<!DOCTYPE NETSCAPE-Bookmark-file-1>\n/);
  expect(named(read([]), 'meta')[0]?.attributes.content).toBe('text/html; charset=UTF-8');
  expect(named(read([]), 'title')[0]?.text).toBe(words.documentTitle);
});

it('a bookmark file has one folder for all, with a folder for each domain', () => {
  const heads = named(read([]), 'h3').map(({ text }) => text);
  expect(heads).toEqual([
    words.documentTitle,
    ...MISSION_DOMAINS.map((domain, index) => `${index + 1}. ${words.domainTitles[domain].text}`),
  ]);
});

it('a bookmark has address, title, times, tags and note of a piece', () => {
  const { link, note } = bookmarkOf(fullPiece({ note: ' One.\nTwo. ', labels: ['Erasmus+', 'a, b'] }));
  expect(link?.text).toBe(piece().title);
  expect(link?.attributes).toEqual({
    href: piece().url,
    add_date: `${Date.UTC(2026, 2, 1, 9) / 1_000}`,
    last_modified: `${Date.UTC(2026, 2, 1, 9) / 1_000}`,
    tags: 'Erasmus+,a  b',
    'data-labels': 'Erasmus+\na, b',
  });
  expect(note).toBe('One.\nTwo.');
});

it.each(['', ' \n'])('a bookmark has no note for %j, and no tags if there are no labels', (note) => {
  const bookmark = bookmarkOf(piece({ note }));
  expect(bookmark.note).toBeUndefined();
  expect(bookmark.link?.attributes).not.toHaveProperty('tags');
});

it('a bookmark without a title says so, to people and to its own import', () => {
  const { link } = bookmarkOf(piece({ title: '' }));
  expect(link?.text).toBe(words.untitled);
  expect(link?.attributes).toHaveProperty('data-untitled');
  expect(bookmarkOf(piece()).link?.attributes).not.toHaveProperty('data-untitled');
});

it('a bookmark file omits evidence that is not on the web, and counts it', () => {
  const list = [
    offlinePiece(),
    offlinePiece({ domain: 'model-school' }),
    piece({ url: 'javascript:alert(1)' }),
    piece(),
  ];
  const elements = read(list);
  expect(named(elements, 'a').map(({ attributes }) => attributes.href)).toEqual([piece().url]);
  // A browser reads the rest of the folder as its description.
  expect(named(elements, 'dd')[0]?.text.split('\n')[0]).toBe(words.leftOut(3));
  expect(write(list)).not.toMatch(/urn:|javascript:/);
  expect(write([piece({ note: '' })])).not.toContain('<DD>');
});

const KNOWN = new Set('html head body meta title h1 h3 dl dt dd a p'.split(' '));

describe('hostile text', () => {
  it.each([
    '</DL></A><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '--><H3>x</H3>',
    '&lt;b&gt; &#60;',
  ])('is only text: %s', (text) => {
    const { link, note } = bookmarkOf(piece({ title: text, note: text, labels: [text] }));
    expect(link?.text).toBe(text);
    expect(note).toBe(text);
    expect(link?.attributes.tags).toBe(text);
  });

  it('is in its position and only text, for any list', () => {
    fc.assert(
      fc.property(anyFullList, (list) => {
        const elements = read(list);
        const online = arrange(list)
          .flatMap(({ pieces }) => pieces)
          .filter(({ url }) => url.startsWith('http'));
        expect(named(elements, 'a').map(({ text, attributes }) => [attributes.href, text])).toEqual(
          online.map(({ url, title }) => [url, title || words.untitled]),
        );
        const names = new Set(elements.map(({ name }) => name));
        expect([...names].filter((name) => !KNOWN.has(name))).toEqual([]);
      }),
    );
  });
});
