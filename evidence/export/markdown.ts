import { domainNumber } from '../mission-domain.ts';
import type { Piece } from '../piece/piece.ts';
import type { ExportFormat, ExportOptions, ExportWords } from './format/contract.ts';
import {
  factsInWords,
  type LinkedQuote,
  linkOf,
  noteOf,
  paragraphsOf,
  quotesOf,
  whereIs,
} from './format/piece-in-words.ts';

/** CommonMark, for wikis, shared notes and school websites that accept it. */
export const markdown: ExportFormat<'markdown'> = {
  id: 'markdown',
  extension: 'md',
  mimeType: 'text/markdown;charset=utf-8',
  pasteable: true,
  wantsPictures: false,
  write(list, words, options) {
    const sections = list.map(({ domain, pieces }) => {
      const head = `## ${domainNumber(domain)}. ${escapeMarkdown(words.domainTitles[domain].text)}`;
      const { report } = words;
      const explanation = saying(report.explanation, options.explanations?.[domain]);
      const evidence =
        pieces.length === 0
          ? [escapeMarkdown(words.noEvidence)]
          : pieces.map((piece, index) => entry(piece, index + 1, words, options));
      const between = explanation.length > 0 ? [`### ${escapeMarkdown(report.evidence)}`] : [];
      const plan = saying(report.plan, options.plans?.[domain]);
      return [head, ...explanation, ...between, ...evidence, ...plan].join('\n\n');
    });
    const eSafety = saying(words.report.eSafety, options.eSafety, '##');
    const before = [`# ${escapeMarkdown(words.documentTitle)}`, escapeMarkdown(words.madeOn), ...eSafety];
    return `${[...before, ...sections].join('\n\n')}\n`;
  },
};

/** A heading with the school's text; nothing if there is no text. */
function saying(head: string, text = '', level = '###'): string[] {
  const said = paragraphs(text);
  return said.length > 0 ? [`${level} ${escapeMarkdown(head)}`, ...said] : [];
}

function entry(piece: Piece, number: number, words: ExportWords, options: ExportOptions): string {
  const marker = `${number}. `;
  const indent = ' '.repeat(marker.length);
  const facts = factsInWords(piece, words, options).map(
    ({ head, value }) => `${escapeMarkdown(head)}: ${escapeMarkdown(value)}`,
  );
  const blocks = [
    [...titleOf(piece, words), ...facts].join(LINE_BREAK),
    ...paragraphs(noteOf(piece)),
    ...quotesOf(piece).map((quote) => quotation(quote, words)),
  ];
  return marker + blocks.join('\n\n').replaceAll('\n', `\n${indent}`).replaceAll(/^ +$/gm, '');
}

/** The title as a link; if there is no page to link to, the place on a line of its own. */
function titleOf(piece: Piece, words: ExportWords): string[] {
  const title = escapeMarkdown(piece.title || words.untitled);
  const planned = piece.status === 'planned' ? ` (${escapeMarkdown(words.status.planned)})` : '';
  const url = linkOf(piece);
  return url
    ? [`**[${title}](<${destination(url)}>)**${planned}`]
    : [`**${title}**${planned}`, escapeMarkdown(whereIs(piece, words))];
}

/** A block quotation, whose last paragraph links to the passage. */
function quotation({ passage, link }: LinkedQuote, words: ExportWords): string {
  const way = link ? [`[${escapeMarkdown(words.findQuote)}](<${destination(link)}>)`] : [];
  const lines = [...paragraphs(passage), ...way].join('\n\n').split('\n');
  return lines.map((line) => (line.trim() === '' ? '>' : `> ${line}`)).join('\n');
}

/** Two spaces at the end of a line force a line break. */
const LINE_BREAK = '  \n';

function paragraphs(text: string): string[] {
  return paragraphsOf(text).map((lines) => lines.map(escapeMarkdown).join(LINE_BREAK));
}

/** Makes text literal: puts a backslash before every character that CommonMark could read as markup. */
function escapeMarkdown(plain: string): string {
  return plain
    .trim()
    .replace(/[\\`*_{}[\]<>()#+\-!|~&:@$^=]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/**
 * Escapes a link destination in angle brackets: a line end, `<` or `>` would end it, a backslash escapes, and
 * a string that looks like an entity is read as one (CommonMark 0.31, 6.3 and 6.2).
 */
function destination(url: string): string {
  return url.replace(/[<>\\\s]/g, encodeURIComponent).replace(/&(?=#?\w+;)/g, '&amp;');
}
