import type { JSHandle, Page } from 'puppeteer-core';

/** A passage within one element of article.html: from the beginning of one text to the end of another. */
export interface Passage {
  /** A selector of the element. */
  readonly within: string;
  readonly from: string;
  readonly to: string;
}

/** Passages that are hard to find again, by the reason why. */
export const PASSAGES: readonly (readonly [string, Passage])[] = [
  ['a sentence that is there before', passage('#october', 'the pupils', 'every Monday')],
  ['a paragraph that is there before and after', passage('#poland', 'Two', 'part.')],
  ['half a word', passage('#joined', 'ken', 'markup')],
  ['half a word at the end', passage('#last', 'The end of', 'the y')],
  ['punctuation of every kind', passage('#punctuation', '“Well-being', '#1?')],
  ['hyphens, commas and no-break spaces', passage('#punctuation', 'all-in-one, 100', '5–10')],
  ['an ampersand', passage('#punctuation', 'play & learning', 'learning')],
  ['what looks like markup', passage('#punctuation', 'It’s', '‘bold’.')],
  ['Romanian', passage('#ro', 'Școlile', 'opresc.')],
  ['a few Romanian words', passage('#ro', 'țările', 'împreună')],
  ['Polish', passage('#pl', 'Zażółć', 'źródło')],
  ['Estonian', passage('#et', 'põõsaid', 'ööülikool')],
  ['Arabic', passage('#ar', 'ثم', 'الأردن')],
  ['a whole paragraph in Arabic', passage('#ar', 'قاس', 'مشتركًا.')],
  ['Japanese', passage('#ja', '泉の水を', '交換しました。')],
  ['emoji beside words', passage('#emoji', '👍🏽', '🎉🎉')],
  ['one emoji of many parts', passage('#emoji', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦')],
  ['several paragraphs', passage('#paragraphs', 'the head teacher', 'twelve')],
  ['several items of a list', passage('#list', 'The second', 'town.')],
  ['one item of a list', passage('#list', 'The third', 'town.')],
  ['cells of a table', passage('#table', 'April', '7 frogs')],
  ['an icon, words for screen readers and a picture', passage('#interrupted', 'More about', 'they like')],
  ['fields, a soft hyphen and a line break', passage('#joined', 'extra', 'it ends')],
  ['lines of a poem', passage('#verse', 'one', 'verse two')],
  ['the first heading', passage('h1', 'A year', 'spring')],
  ['the very beginning', passage('header', 'Riverside', 'School')],
  ['the very end', passage('#last', 'The end', 'year.')],
];

function passage(within: string, from: string, to: string): Passage {
  return { within, from, to };
}

/** @returns the passage as a range in a page that shows the article */
export async function rangeOf(page: Page, passage: Passage): Promise<JSHandle<Range>> {
  return page.evaluateHandle(({ within, from, to }) => {
    const range = document.createRange();
    const walker = document.createTreeWalker(document.querySelector(within) as Node, NodeFilter.SHOW_TEXT);
    let begins: Node | undefined;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { data } = node as Text;
      const start = begins ? 0 : data.indexOf(from);
      if (start < 0) continue;
      if (!begins) range.setStart(node, start);
      begins ??= node;
      const end = data.indexOf(to, start);
      if (end < 0) continue;
      range.setEnd(node, end + to.length);
      return range;
    }
    throw new Error(`There is no “${from} … ${to}” in ${within}`);
  }, passage);
}

/** Selects the passage in a page that shows the article. */
export async function select(page: Page, passage: Passage): Promise<void> {
  await page.evaluate(
    (range) => {
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    await rangeOf(page, passage),
  );
}
