import { cleanText } from '../../values/clean-text.ts';
import type { Direction, WordParagraph, WordStyle, WordText } from './description.ts';
import { directionOfText } from './direction.ts';

/** Makes the paragraphs of one document. */
export interface Paragraphs {
  /** @returns a paragraph in the words of the document */
  ours(style: WordStyle, text: string, more?: Partial<WordParagraph>): WordParagraph;
  /** @returns a paragraph that includes other texts, in the direction of the document */
  mixed(style: WordStyle, texts: readonly WordText[], more?: Partial<WordParagraph>): WordParagraph;
  /** @returns a paragraph of somebody's text, in the direction of that text */
  theirs(style: WordStyle, texts: readonly WordText[], more?: Partial<WordParagraph>): WordParagraph;
  /** @returns a heading with its value, or with a line to write it on if unknown */
  field(style: WordStyle, head: string, value: string | undefined): WordParagraph;
}

/** @param direction the document's */
export function paragraphsIn(direction: Direction): Paragraphs {
  function make(
    style: WordStyle,
    texts: readonly WordText[],
    own: Direction,
    more: Partial<WordParagraph> = {},
  ): WordParagraph {
    const clean = texts.map((one) => ({ ...one, text: cleanText(one.text) }));
    return { kind: 'paragraph', style, direction: own, texts: clean, ...more };
  }

  return {
    ours: (style, text, more) => make(style, [{ text }], direction, more),
    mixed: (style, texts, more) => make(style, texts, direction, more),
    theirs(style, texts, more) {
      const all = texts.map(({ text }) => text).join('');
      return make(style, texts, directionOfText(all) ?? direction, more);
    },
    field(style, head, value = '') {
      const known = value.trim();
      const texts = [{ text: `${head}: `, bold: true }, ...(known ? [{ text: known }] : [])];
      return make(style, texts, direction, known ? {} : { fillable: true });
    },
  };
}
