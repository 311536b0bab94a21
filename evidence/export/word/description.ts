/**
 * A document as plain data, which can be sent to another thread: what it says and in which style, not
 * how Word keeps it.
 */

/** Left to right, or right to left. */
export type Direction = 'ltr' | 'rtl';

/** A whole document, in its own order. */
export interface WordDocument {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
  /** ISO 8601 UTC. */
  readonly madeAt: string;
  /** Stands at the foot of each page, before its number. */
  readonly footer: string;
  readonly blocks: readonly WordBlock[];
}

/** What stands below what came before. */
export type WordBlock = WordParagraph | WordPicture | WordTable;

/** The styles there are; how they look is in styles.ts. */
export type WordStyle =
  | 'Title'
  | 'Subtitle'
  | 'Heading1'
  | 'Heading2'
  | 'Heading3'
  | 'Normal'
  | 'OfficialText'
  | 'Remark'
  | 'Field'
  | 'EntryText'
  | 'Address'
  | 'EntryDetail'
  | 'Quotation'
  | 'QuotationLink'
  | 'RoomToWrite'
  | 'TableHead'
  | 'TableCell';

/** A paragraph in one style. */
export interface WordParagraph {
  readonly kind: 'paragraph';
  readonly style: WordStyle;
  readonly direction: Direction;
  readonly texts: readonly WordText[];
  /** The list in which it is the next item; each list counts from 1. */
  readonly list?: number;
  /** Ends in a line to write on. */
  readonly fillable?: boolean;
  readonly startsPage?: boolean;
}

/** A stretch of text; a line feed in it is a new line. */
export interface WordText {
  readonly text: string;
  readonly bold?: boolean;
  /** Where it leads: an http(s) address. */
  readonly link?: string;
  /** BCP 47, where it is not the document's. */
  readonly language?: string;
}

/** A picture on lines of its own. */
export interface WordPicture {
  readonly kind: 'picture';
  readonly type: 'jpg' | 'png';
  /** The file, in Base64. */
  readonly base64: string;
  /** As it is shown, in CSS pixels (96 to the inch). */
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly alternative: string;
}

/** A table whose first row says what is in the columns. */
export interface WordTable {
  readonly kind: 'table';
  /** The share of each column of the width, in percent. */
  readonly widths: readonly number[];
  readonly head: readonly WordParagraph[];
  readonly rows: readonly (readonly WordParagraph[])[];
}
