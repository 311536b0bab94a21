import { pageKey } from '../../page/page-address.ts';
import type { Piece } from '../../piece/piece.ts';
import { cleanTitle } from '../../values/clean-text.ts';
import type { ExportOptions, ExportPicture, ExportWords } from '../format/contract.ts';
import {
  factsInWords,
  type LinkedQuote,
  linkOf,
  noteOf,
  paragraphsOf,
  quotesOf,
  whereIs,
} from '../format/piece-in-words.ts';
import type { WordBlock, WordParagraph, WordPicture, WordText } from './description.ts';
import type { Paragraphs } from './paragraph.ts';

/**
 * Longest link that Word opens, in characters (Microsoft: Internet Explorer's limit, still used by Office).
 */
const MAX_LINK_LENGTH = 2_083;

/** Largest size of a picture, in CSS pixels: the width of the text and a third of a page. */
const MAX_PICTURE_WIDTH = 570;
const MAX_PICTURE_HEIGHT = 340;

/** Data addresses of the picture types that every version of Word can show. */
const PICTURE = /^data:image\/(?<type>jpeg|png);base64,(?<base64>[A-Za-z0-9+/]+=*)$/;

/**
 * Describes one piece.
 * @param list the list in which it is the next item
 */
export function describePiece(
  piece: Piece,
  list: number,
  words: ExportWords,
  options: ExportOptions,
  make: Paragraphs,
): WordBlock[] {
  const title = piece.title || words.untitled;
  const planned = piece.status === 'planned' ? [{ text: ` (${words.status.planned})` }] : [];
  const link = usable(linkOf(piece));
  const picture = options.pictures.get(pageKey(piece.url));
  const shown = picture && pictureOf(picture, words.screenshotOf(title));
  return [
    make.mixed('Heading3', [{ text: title, ...(link && { link }) }, ...planned], { list }),
    address(piece, words, make),
    ...note(piece, words, make),
    ...quotesOf(piece).flatMap((quote) => quotation(quote, link, words, make)),
    ...(shown ? [shown] : []),
    facts(piece, words, options, make),
  ];
}

/** Shows the address; one too long for a link is shown in part, as text. */
function address(piece: Piece, words: ExportWords, make: Paragraphs): WordParagraph {
  const where = whereIs(piece, words);
  if (linkOf(piece) === undefined) return make.theirs('Address', [{ text: where }]);
  const text = where.length > MAX_LINK_LENGTH ? `${where.slice(0, MAX_LINK_LENGTH)}…` : where;
  return make.theirs('Address', [{ text }], { direction: 'ltr' });
}

function note(piece: Piece, words: ExportWords, make: Paragraphs): WordParagraph[] {
  const [first, ...others] = paragraphsOf(noteOf(piece));
  if (!first) return [make.field('EntryText', words.columns.note, undefined)];
  const head: WordText = { text: `${words.columns.note}: `, bold: true };
  return [
    make.mixed('EntryText', [head, { text: first.join('\n') }]),
    ...others.map((lines) => make.theirs('EntryText', [{ text: lines.join('\n') }])),
  ];
}

/** If the link to the passage is too long for Word, it leads to the page. */
function quotation(
  { passage, link }: LinkedQuote,
  page: string | undefined,
  words: ExportWords,
  make: Paragraphs,
): WordParagraph[] {
  const way = usable(link) ?? page;
  return [
    ...paragraphsOf(passage).map((lines) => make.theirs('Quotation', [{ text: lines.join('\n') }])),
    ...(way ? [make.mixed('QuotationLink', [{ text: words.findQuote, link: way }])] : []),
  ];
}

function facts(piece: Piece, words: ExportWords, options: ExportOptions, make: Paragraphs): WordParagraph {
  const texts = factsInWords(piece, words, options).map(({ head, value }) => `${head}: ${value}`);
  return make.ours('EntryDetail', texts.join(' · '));
}

/** @returns the picture, never enlarged; undefined for a type that Word may not be able to show */
function pictureOf({ dataUrl, width, height }: ExportPicture, alternative: string): WordPicture | undefined {
  const { type, base64 } = PICTURE.exec(dataUrl)?.groups ?? {};
  if (!type || !base64) return undefined;
  const scale = Math.min(1, MAX_PICTURE_WIDTH / width, MAX_PICTURE_HEIGHT / height);
  return {
    kind: 'picture',
    type: type === 'png' ? 'png' : 'jpg',
    base64,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    alternative: cleanTitle(alternative),
  };
}

function usable(link: string | undefined): string | undefined {
  return link && link.length <= MAX_LINK_LENGTH ? link : undefined;
}
