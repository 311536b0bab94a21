import { describe, expect, it } from 'vitest';
import type { Menus, Tabs } from 'webextension-polyfill';
import { clickedPage, pageIn, titleFromAddress } from '../../browser/clicked-page.ts';

const PAGE = 'https://school.example/garden';
const LINK = 'https://partner.example/our-spring.html';

/** The fields of a click that matter here, as the browser reports them. */
function click(info: Partial<Menus.OnClickData>): Menus.OnClickData {
  return { menuItemId: 'tag:collaboration', editable: false, modifiers: [], pageUrl: PAGE, ...info };
}

const TAB = { id: 1, url: PAGE, title: 'The shared garden', incognito: false } as Tabs.Tab;

/** A tab that the browser does not let the extension look into. */
const HIDDEN_TAB = { id: 1, incognito: false } as Tabs.Tab;

const thePage = {
  isLink: false,
  url: PAGE,
  asItIs: false,
  title: 'The shared garden',
  takesQuote: false,
  selection: '',
};

describe('the page of a click', () => {
  it.each<[string, Partial<Menus.OnClickData>, object]>([
    ['the page', {}, thePage],
    ['an image: its page', { mediaType: 'image', srcUrl: 'https://cdn.example/1.jpg' }, thePage],
    ['a frame: the page around it', { frameId: 7, frameUrl: 'https://frame.example/' }, thePage],
    [
      'selected text: the page, with a quote',
      { selectionText: 'planned together' },
      { ...thePage, takesQuote: true, selection: 'planned together' },
    ],
    ['selected white space: the page', { selectionText: ' \n\t ' }, thePage],
    [
      'a link: the page that it leads to',
      { linkUrl: LINK },
      { isLink: true, url: LINK, title: 'our spring – partner.example' },
    ],
    [
      'a link with a text from the browser',
      { linkUrl: LINK, linkText: ' Our spring\n' },
      { isLink: true, url: LINK, title: 'Our spring' },
    ],
    [
      'a link in selected text: the link',
      { linkUrl: LINK, selectionText: 'see our spring' },
      { isLink: true, url: LINK, takesQuote: false, selection: '' },
    ],
    [
      'an image in a link: the link',
      { linkUrl: LINK, linkText: '', mediaType: 'image', srcUrl: 'https://cdn.example/1.jpg' },
      { isLink: true, url: LINK, title: 'our spring – partner.example' },
    ],
    [
      'an invalid link: as it is, to be refused',
      { linkUrl: 'javascript:alert(1)' },
      { isLink: true, url: 'javascript:alert(1)' },
    ],
    ['an empty link: as it is, to be refused', { linkUrl: '' }, { isLink: true, url: '' }],
  ])('is the right one for %s', (_what, info, wanted) => {
    expect(clickedPage(click(info), TAB, false)).toMatchObject(wanted);
  });

  it('has the address of the click if the tab hides it, and then no title', () => {
    expect(clickedPage(click({}), HIDDEN_TAB, false)).toEqual({ ...thePage, title: '' });
    expect(clickedPage(click({}), undefined, false)).toEqual({ ...thePage, title: '' });
    const nothing = { ...click({}), pageUrl: undefined } as unknown as Menus.OnClickData;
    expect(clickedPage(nothing, HIDDEN_TAB, false).url).toBeUndefined();
  });

  it('has no quote from a single word on a Mac, because the click itself selects that', () => {
    const word = click({ selectionText: 'together' });
    expect(clickedPage(word, TAB, true).takesQuote).toBe(false);
    expect(clickedPage(word, TAB, false).takesQuote).toBe(true);
    expect(clickedPage(click({ selectionText: 'planned together' }), TAB, true).takesQuote).toBe(true);
  });

  it('is the page in the tab for the shortcut, with any text selected there', () => {
    expect(pageIn(TAB)).toEqual({ ...thePage, asItIs: true, takesQuote: true });
    expect(pageIn(HIDDEN_TAB)).toMatchObject({ url: undefined, title: '' });
    expect(pageIn(undefined)).toMatchObject({ url: undefined, title: '' });
  });
});

describe('the name of a page for which only the address is known', () => {
  it.each([
    ['https://www.school.example/', 'school.example'],
    ['https://school.example/projects/our-garden_2025/', 'our garden 2025 – school.example'],
    ['https://school.example/a/gr%C4%83dina%20noastr%C4%83.HTML?x=1#y', 'grădina noastră – school.example'],
    ['https://school.example/our-garden;jsessionid=1FA2', 'our garden – school.example'],
    ['https://school.example/report.pdf', 'report.pdf – school.example'],
    ['https://school.example/node/4711', 'school.example'],
    ['https://school.example/%E0%A4%A', 'school.example'],
    ['https://school.example/%zz%zz%abc', '%zz%zz%abc – school.example'],
    ['https://school.example//', 'school.example'],
    ['mailto:a@b.example', 'a@b.example – mailto:a@b.example'],
    ['', ''],
  ])('is right for the address %s: %s', (address, title) => {
    expect(titleFromAddress(address)).toBe(title);
  });
});
