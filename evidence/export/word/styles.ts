/**
 * The look of a report: its styles, lists and page. Lengths are in twentieths of a point (ECMA-376-1,
 * 17.18.93).
 */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  type IParagraphStyleOptions,
  type IPropertiesOptions,
  LevelFormat,
  LineRuleType,
  type TabStopDefinition,
} from 'docx';
import type { WordDocument, WordStyle } from './description.ts';

/**
 * Word has this font everywhere, also for Arabic and Hebrew; LibreOffice replaces it by Liberation Sans,
 * which has the same widths.
 */
const FONT = 'Arial';

const INK = '1A1C23';
const SOFT_INK = '50545F';
const LINE = 'B9BDC9';
/** Colour of links, as on the printed page. */
const LINK = '1B4FA8';

/** A4 (ISO 216), and its margins. */
const PAGE = { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) };
const MARGIN = convertMillimetersToTwip(22);

/** Width of the text. */
export const TEXT_WIDTH = PAGE.width - 2 * MARGIN;

/** The end of a line to write on. */
export const LINE_TO_WRITE: readonly TabStopDefinition[] = [
  { type: 'right', position: TEXT_WIDTH, leader: 'underscore' },
];

/** Indent of the parts of a piece. */
const ENTRY_INDENT = 567;

/** Indents of the styles that have one, from the side where their text begins. */
export const INDENTS: Readonly<Partial<Record<WordStyle, number>>> = {
  OfficialText: 170,
  EntryText: ENTRY_INDENT,
  Address: ENTRY_INDENT,
  EntryDetail: ENTRY_INDENT,
  Quotation: ENTRY_INDENT + 227,
  QuotationLink: ENTRY_INDENT + 227,
};

/** The name of the list that numbers each domain's pieces. */
export const ENTRIES = 'entries';

/** The page of the report. */
export const PAGE_PROPERTIES = {
  size: PAGE,
  margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 600, footer: 600, gutter: 0 },
} as const;

/** Numbers each domain's pieces from 1. */
export const NUMBERING: NonNullable<IPropertiesOptions['numbering']> = {
  config: [
    {
      reference: ENTRIES,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { start: ENTRY_INDENT, hanging: ENTRY_INDENT } } },
        },
      ],
    },
  ],
};

const side = (color: string, space: number) => ({ style: BorderStyle.SINGLE, size: 4, color, space });
/** Borders of tables, as faint as those around text. */
export const TABLE_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'insideHorizontal', 'insideVertical'].map((name) => [
    name,
    side(LINE, 0),
  ]),
);

const box = { top: side(LINE, 6), bottom: side(LINE, 6), left: side(LINE, 6), right: side(LINE, 6) };

/** @returns the styles of a document; the line beside a quotation is on the side where its text begins */
export function stylesOf({ language, direction }: WordDocument): NonNullable<IPropertiesOptions['styles']> {
  const tag = wordLanguage(language);
  const startSide = direction === 'rtl' ? 'right' : 'left';
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: '10.5pt',
          color: INK,
          language: { value: tag, ...(direction === 'rtl' && { bidirectional: tag }) },
        },
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { size: '24pt', bold: true, color: INK },
        paragraph: { spacing: { before: 1200, after: 200 } },
      },
      heading1: {
        run: { size: '16pt', bold: true, color: INK },
        paragraph: { outlineLevel: 0, spacing: { after: 160 }, keepNext: true, keepLines: true },
      },
      heading2: {
        run: { size: '12.5pt', bold: true, color: INK },
        paragraph: { outlineLevel: 1, spacing: { before: 320, after: 120 }, keepNext: true, keepLines: true },
      },
      heading3: {
        run: { size: '10.5pt', bold: true, color: INK },
        paragraph: { outlineLevel: 2, spacing: { before: 280, after: 40 }, keepNext: true, keepLines: true },
      },
      hyperlink: { run: { color: LINK, underline: {} } },
    },
    paragraphStyles: [
      style('Subtitle', { run: { color: SOFT_INK }, paragraph: { spacing: { after: 480 } } }),
      style('OfficialText', {
        run: { color: SOFT_INK },
        paragraph: { border: { [startSide]: side(LINE, 8) } },
      }),
      style('Remark', { run: { color: SOFT_INK, size: '9pt' }, paragraph: { spacing: { before: 200 } } }),
      style('Field', {
        paragraph: {
          spacing: { before: 160, after: 160 },
        },
      }),
      style('EntryText', {
        paragraph: {
          spacing: { after: 80 },
        },
      }),
      style('EntryDetail', {
        run: { color: SOFT_INK, size: '9pt' },
        paragraph: { spacing: { after: 80 } },
      }),
      style('Address', {
        run: { color: SOFT_INK, size: '9pt' },
        paragraph: { spacing: { after: 80 }, keepNext: true },
      }),
      style('Quotation', {
        paragraph: {
          border: { [startSide]: side(LINE, 8) },
          spacing: { before: 60, after: 60 },
          keepNext: true,
        },
      }),
      style('QuotationLink', { run: { size: '9pt' }, paragraph: { spacing: { after: 120 } } }),
      style('RoomToWrite', {
        paragraph: {
          border: box,
          indent: { start: 130, end: 130 },
          keepNext: true,
          spacing: { after: 0, line: 360 },
        },
      }),
      style('TableHead', { run: { bold: true }, paragraph: { spacing: { before: 40, after: 40 } } }),
      style('TableCell', { paragraph: { spacing: { before: 40, after: 40 } } }),
    ],
  };
}

function style(
  id: WordStyle,
  look: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>,
): IParagraphStyleOptions {
  const name = id.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const indent = INDENTS[id] === undefined ? {} : { indent: { start: INDENTS[id] } };
  const paragraph = { ...look.paragraph, ...indent };
  return { id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, ...look, paragraph };
}

/** @returns the language with its region, which Word needs for its spelling check; English as in Europe */
export function wordLanguage(language: string): string {
  const { language: base, region, script } = new Intl.Locale(language).maximize();
  if (language === 'en') return 'en-GB';
  return language.includes('-') || !region
    ? language
    : base === 'zh'
      ? `${base}-${script}-${region}`
      : `${base}-${region}`;
}
