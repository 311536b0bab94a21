import { boldParts } from '../../bold-parts.ts';
import type { ArrangedEvidence } from '../../list/arrange.ts';
import { coverageOf } from '../../list/coverage.ts';
import { domainNumber, type MissionDomain } from '../../mission-domain.ts';
import { cleanTitle } from '../../values/clean-text.ts';
import { pace } from '../../values/pace.ts';
import type { ExportOptions, ExportWords } from '../format/contract.ts';
import { paragraphsOf } from '../format/piece-in-words.ts';
import { describePiece } from './describe-piece.ts';
import type { WordBlock, WordDocument, WordParagraph, WordTable, WordText } from './description.ts';
import { type Paragraphs, paragraphsIn } from './paragraph.ts';

/** Number of empty lines where something has to be written. */
const LINES_TO_WRITE = 6;

/**
 * Describes the report: a title page with the coverage of each domain, the application's text on eSafety, the
 * domains with their official texts, and a place to sign.
 * @throws AbortError if it is aborted
 */
export async function describe(
  list: ArrangedEvidence,
  words: ExportWords,
  options: ExportOptions,
): Promise<WordDocument> {
  const make = paragraphsIn(words.direction);
  const blocks: WordBlock[] = titlePage(list, words, options, make);
  if (options.eSafety !== undefined) {
    blocks.push(
      make.ours('Heading1', words.report.eSafety, { startsPage: true }),
      ...written(options.eSafety, make),
    );
  }
  const step = pace(
    list.reduce((sum, { pieces }) => sum + pieces.length, 0),
    options,
  );
  for (const [index, { domain, pieces }] of list.entries()) {
    blocks.push(...beforeEvidence(domain, words, options, make));
    if (pieces.length === 0) blocks.push(make.ours('Normal', words.noEvidence));
    for (const piece of pieces) {
      blocks.push(...describePiece(piece, index, words, options, make));
      await step();
    }
    blocks.push(make.ours('Heading2', words.report.plan), ...written(options.plans?.[domain], make));
  }
  blocks.push(...placeToSign(words, make));
  return {
    title: cleanTitle(words.documentTitle),
    author: cleanTitle(options.preparedBy ?? ''),
    language: words.language,
    direction: words.direction,
    madeAt: options.exportedAt,
    footer: cleanTitle([words.documentTitle, options.school].filter(Boolean).join(' · ')),
    blocks,
  };
}

function titlePage(
  list: ArrangedEvidence,
  words: ExportWords,
  { school, period, preparedBy }: ExportOptions,
  make: Paragraphs,
): WordBlock[] {
  const total = list.reduce((sum, { pieces }) => sum + pieces.length, 0);
  const { report } = words;
  return [
    make.ours('Title', words.documentTitle),
    make.ours('Subtitle', `${words.madeOn} · ${words.count(total)}`),
    make.field('Field', report.school, school),
    make.field('Field', report.period, period),
    make.field('Field', report.preparedBy, preparedBy),
    make.ours('Heading2', report.coverage),
    coverage(list, words, make),
    make.ours('Remark', report.official),
  ];
}

/** States the coverage of each domain in words: colour alone is not enough. */
function coverage(list: ArrangedEvidence, words: ExportWords, make: Paragraphs): WordTable {
  const { columns, report } = words;
  return {
    kind: 'table',
    widths: [8, 54, 18, 20],
    head: [columns.number, columns.domain, report.pieces, report.standing].map((head) =>
      make.ours('TableHead', head),
    ),
    rows: list.map(({ domain, pieces: { length } }) => [
      make.ours('TableCell', `${domainNumber(domain)}`),
      officialTitle('TableCell', '', domain, words, make),
      make.ours('TableCell', `${length}`),
      make.ours('TableCell', words.coverage[coverageOf(length)]),
    ]),
  };
}

function beforeEvidence(
  domain: MissionDomain,
  words: ExportWords,
  { explanations }: ExportOptions,
  make: Paragraphs,
): WordBlock[] {
  const { report } = words;
  return [
    officialTitle('Heading1', `${domainNumber(domain)}. `, domain, words, make, { startsPage: true }),
    officialText(domain, words, make),
    make.ours('Heading2', report.explanation),
    ...written(explanations?.[domain], make),
    make.ours('Heading2', report.evidence),
  ];
}

function officialTitle(
  style: 'Heading1' | 'TableCell',
  number: string,
  domain: MissionDomain,
  words: ExportWords,
  make: Paragraphs,
  more: Partial<WordParagraph> = {},
): WordParagraph {
  const { text, language } = words.domainTitles[domain];
  return make.mixed(style, [{ text: `${number}${text}`, ...inLanguage(language, words) }], more);
}

/** Quotes the text word for word, with the source's bold parts. */
function officialText(domain: MissionDomain, words: ExportWords, make: Paragraphs): WordParagraph {
  const { text, language } = words.officialTexts[domain];
  const texts: WordText[] = boldParts(text)
    .filter((part) => part.text !== '')
    .map((part) => ({ text: part.text, bold: part.isBold, ...inLanguage(language, words) }));
  return make.theirs('OfficialText', texts);
}

function inLanguage(language: string, words: ExportWords): Pick<WordText, 'language'> {
  return language === words.language ? {} : { language };
}

/** Somebody's text, or room to write it. */
function written(text = '', make: Paragraphs): WordParagraph[] {
  const paragraphs = paragraphsOf(text);
  return paragraphs.length > 0
    ? paragraphs.map((lines) => make.theirs('Normal', [{ text: lines.join('\n') }]))
    : Array.from({ length: LINES_TO_WRITE }, () => make.ours('RoomToWrite', ''));
}

function placeToSign(words: ExportWords, make: Paragraphs): WordParagraph[] {
  const { report } = words;
  return [
    make.ours('Heading1', report.approval, { startsPage: true }),
    make.ours('Normal', report.approved),
    make.field('Field', report.name, undefined),
    make.field('Field', report.date, undefined),
    make.field('Field', report.signature, undefined),
  ];
}
