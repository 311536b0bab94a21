/**
 * A document as plain data that can be sent to a worker: its contents and their styles, independent of Word's
 * file format.
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
  /** Shown at the foot of each page, before the page number. */
  readonly footer: string;
  readonly blocks: readonly WordBlock[];
}

/** One block; blocks follow each other down the page. */
export type WordBlock = WordParagraph | WordPicture | WordTable;

/** All styles; styles.ts defines how they look. */
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

/** A run of text; a line feed in it starts a new line. */
export interface WordText {
  readonly text: string;
  readonly bold?: boolean;
  /** The target of a link: an http(s) address. */
  readonly link?: string;
  /** BCP 47, if it is not the document's language. */
  readonly language?: string;
}

/** A picture on lines of its own. */
export interface WordPicture {
  readonly kind: 'picture';
  readonly type: 'jpg' | 'png';
  /** The file, in base64. */
  readonly base64: string;
  /** The size shown, in CSS pixels (96 to the inch). */
  readonly width: number;
  readonly height: number;
  /** A description for people who do not see the picture. */
  readonly alternative: string;
}

/** A table whose first row names the columns. */
export interface WordTable {
  readonly kind: 'table';
  /** The width of each column, in percent of the whole. */
  readonly widths: readonly number[];
  readonly head: readonly WordParagraph[];
  readonly rows: readonly (readonly WordParagraph[])[];
}
