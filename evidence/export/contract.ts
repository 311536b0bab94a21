import type { ArrangedEvidence } from '../arrange.ts';
import type { Evidence } from '../evidence.ts';
import type { Access, Status } from '../facts.ts';
import type { MissionDomain } from '../mission-domain.ts';

/**
 * An export format is a contract: add a file that fulfils it and a line in index.ts.
 * A format gets the list and the words; it reads no clock, no storage and no locale of its own.
 */
export interface ExportFormat<Id extends string = string> {
  /** Its name in code and in the locales (`export.formats.<id>`). */
  readonly id: Id;
  /** Of the saved file, without the dot. */
  readonly extension: string;
  /** Of the saved file, with its character set. */
  readonly mimeType: string;
  /** Whether its result reads well when it is pasted somewhere. */
  readonly pasteable: boolean;
  /** Whether it shows the pages' pictures; only then are they loaded. */
  readonly wantsPictures: boolean;
  /** @returns the whole content of the file */
  write(list: ArrangedEvidence, words: ExportWords, options: ExportOptions): string | Promise<string>;
}

/** Choices that concern some formats only. */
export interface ExportOptions {
  /** When the file is made, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** What stands between two cells of a CSV line. */
  readonly csvSeparator: CsvSeparator;
  /** The pages' pictures by page key, without those that show pupils; empty for formats that want none. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** Pieces that were taken off, for the backup alone: it takes deletions to colleagues. */
  readonly deleted?: readonly Evidence[];
}

/** A picture whole, to be put into a document. */
export interface ExportPicture {
  /** `data:image/…;base64,…` */
  readonly dataUrl: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Excel expects a semicolon where the decimal mark is a comma, and a comma elsewhere. */
export type CsvSeparator = ';' | ',';

/** The words of the export's language, which may be another than the interface's. */
export interface ExportWords {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The official titles; `language` says so where the text is another language's. */
  readonly domainTitles: Readonly<
    Record<MissionDomain, { readonly text: string; readonly language: string }>
  >;
  readonly documentTitle: string;
  /** "Made on …" with the date of the export in it. */
  readonly madeOn: string;
  readonly noEvidence: string;
  readonly untitled: string;
  /** Column heads, in the order of the columns. */
  readonly columns: {
    readonly number: string;
    readonly domain: string;
    readonly title: string;
    readonly address: string;
    readonly note: string;
    readonly quotes: string;
    readonly activityDate: string;
    readonly taggedOn: string;
    readonly taggedBy: string;
    readonly labels: string;
    readonly access: string;
    readonly status: string;
  };
  /** "Kept at", before the place of evidence without a web page. */
  readonly keptAt: string;
  /** "Not on the web", where nobody said where such evidence is kept. */
  readonly notOnTheWeb: string;
  readonly status: Readonly<Record<Status, string>>;
  /** Who can open a page, as somebody said. */
  readonly access: Readonly<Record<Access, string>>;
  /** The same where it is only guessed, marked as such. */
  readonly probableAccess: Readonly<Record<Access, string>>;
  /** "Find this passage on the page", as a link. */
  readonly findQuote: string;
  /** @returns a passage between the language's quotation marks */
  quotation(passage: string): string;
  /** @returns "Screenshot of ‹title›" */
  screenshotOf(title: string): string;
  /** @returns "3 pieces of evidence" */
  count(pieces: number): string;
  /** @returns a date for people, from ISO 8601 UTC, in the teacher's time zone. */
  date(timestamp: string): string;
  /** @returns a date for people, from YYYY-MM-DD; the same day everywhere. */
  day(day: string): string;
  /** @returns the date of a time as YYYY-MM-DD, for tables that sort. */
  isoDate(timestamp: string): string;
}
