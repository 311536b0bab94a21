import type { Application } from '../../application/application.ts';
import type { Edition } from '../../application/edition.ts';
import type { OfficialText, TableWords } from '../../files/table-words.ts';
import type { ArrangedEvidence } from '../../list/arrange.ts';
import type { Coverage } from '../../list/coverage.ts';
import type { MissionDomain } from '../../mission-domain.ts';
import type { Piece } from '../../piece/piece.ts';

/**
 * The contract of an export format. To add one, write a file in evidence/export/ that exports an
 * `ExportFormat`, list it in index.ts under its purpose, and give it a name and a use in each desk.json
 * (`export.formats.<id>`).
 *
 * A format receives the list and the words; it reads no clock, no storage and no locale itself. Everything in
 * a piece may be hostile: escape it for its destination (escape-html.ts, files/csv-cell.ts, sheet-cell.ts,
 * word/link-target.ts); tests/support/hostile-pieces.ts runs through every format. piece-in-words.ts is the
 * one place that puts a piece into words. A format that can take over a second awaits `pace` (values/pace.ts)
 * after each piece. That keeps the page responsive, reports progress and stops if the teacher cancels.
 */
export interface ExportFormat<Id extends string = string> {
  /** Its name in code and in the locales (`export.formats.<id>`). */
  readonly id: Id;
  /** Extension of the saved file, without the dot. */
  readonly extension: string;
  /** Type of the saved file, with its character set if it is text. */
  readonly mimeType: string;
  /** Whether the content is text that still reads well when pasted somewhere. */
  readonly pasteable: boolean;
  /** Whether it shows the pages' pictures; they are loaded only if so. */
  readonly wantsPictures: boolean;
  /** The only type of picture that it can show; others are converted. Any type if missing. */
  readonly pictureType?: 'image/jpeg';
  /**
   * @returns the whole content of the file
   * @throws AbortError if `options.signal` is aborted, in formats that take long
   */
  write(
    list: ArrangedEvidence,
    words: ExportWords,
    options: ExportOptions,
  ): ExportContent | Promise<ExportContent>;
  /**
   * Like {@link ExportFormat.write}, for formats that can be imported: splits the content into as few files
   * as import accepts. Together they hold the same as one file would.
   */
  writeFiles?(
    list: ArrangedEvidence,
    words: ExportWords,
    options: ExportOptions,
  ): Promise<readonly ExportContent[]>;
}

/** Content of a file: text, or the bytes of a binary format. */
export type ExportContent = string | Uint8Array<ArrayBuffer>;

/** Options, some of which concern only some formats. */
export interface ExportOptions {
  /** When the file is made, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** Separates two cells of a CSV line. */
  readonly csvSeparator: CsvSeparator;
  /** The pages' pictures by page key, without those that show pupils; empty for formats that show none. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** Details of the school for a report; it leaves room to write whatever is missing. */
  readonly school?: string | undefined;
  /** The period of the application, written for people, such as "2024–2026". */
  readonly period?: string | undefined;
  readonly preparedBy?: string | undefined;
  /** The school's texts on what it does now, by domain. */
  readonly explanations?: Readonly<Partial<Record<MissionDomain, string>>> | undefined;
  /** The school's texts on its plans for the next two years, by domain. */
  readonly plans?: Readonly<Partial<Record<MissionDomain, string>>> | undefined;
  /** The school's text on its eSafety policy; missing if there is no application. */
  readonly eSafety?: string | undefined;
  /** Whether a piece is outside the period of the application. */
  readonly isOutside?: ((piece: Piece) => boolean) | undefined;
  /** Aborts formats that take long; see pace.ts. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of the work that is done, from 0 to 1, by formats that take long. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Deleted pieces, only for the backup: it passes deletions on to colleagues. */
  readonly deleted?: readonly Piece[];
  /** Which pieces were deleted for good, only for the backup. */
  readonly gone?: DeletedForGood | undefined;
  /** The applications, only for the backup. */
  readonly applications?: ExportedApplications;
}

/** When each piece was deleted for good (ISO 8601 UTC), by the hash of its id. */
export interface DeletedForGood {
  readonly pieces: Readonly<Record<string, string>>;
}

/** The applications in a file and their editions; none of them is deleted. */
export interface ExportedApplications {
  readonly applications: readonly Application[];
  readonly editions: readonly Edition[];
}

/** A complete picture to put into a document. */
export interface ExportPicture {
  /** `data:image/…;base64,…` */
  readonly dataUrl: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

/** Excel expects a semicolon if the decimal mark is a comma, and a comma otherwise. */
export type CsvSeparator = ';' | ',';

/** The words of the export's language, which may differ from the interface's. */
export interface ExportWords extends TableWords {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The official texts; `**` marks what is bold in the source. */
  readonly officialTexts: Readonly<Record<MissionDomain, OfficialText>>;
  readonly documentTitle: string;
  /** "Made on …" with the date of the export. */
  readonly madeOn: string;
  readonly noEvidence: string;
  /** Names of the sheets of a workbook, and the heads of the columns that only its overview has. */
  readonly sheets: {
    readonly evidence: string;
    readonly coverage: string;
    readonly pieces: string;
    readonly state: string;
  };
  /** How well a domain is covered: without evidence, with little, or with more. */
  readonly coverage: Readonly<Record<Coverage, string>>;
  /** For a piece outside the application's period. */
  readonly outsidePeriod: string;
  /** Words that only a report to sign needs. */
  readonly report: ReportWords;
  /** "Find this passage on the page", as a link. */
  readonly findQuote: string;
  /** @returns a passage between the language's quotation marks */
  quotation(passage: string): string;
  /** @returns "Screenshot of ‹title›" */
  screenshotOf(title: string): string;
  /** @returns "3 pieces … are not among these bookmarks", for evidence without a web page */
  leftOut(pieces: number): string;
  /** @returns "3 pieces of evidence" */
  count(pieces: number): string;
  /** @returns a date for people, from ISO 8601 UTC, in the teacher's time zone. */
  date(timestamp: string): string;
  /** @returns a date for people, from YYYY-MM-DD; the same day everywhere. */
  day(day: string): string;
  /** @returns the date of a time as YYYY-MM-DD, for tables to sort by. */
  isoDate(timestamp: string): string;
}

/** Headings and sentences of a report that a principal signs. */
export interface ReportWords {
  readonly school: string;
  readonly period: string;
  readonly preparedBy: string;
  /** Says which of its texts are official. */
  readonly official: string;
  readonly coverage: string;
  readonly pieces: string;
  readonly standing: string;
  /** The question that comes before the domains. */
  readonly eSafety: string;
  readonly explanation: string;
  readonly evidence: string;
  readonly plan: string;
  /** Heading of the principal's signature, and the sentence above it. */
  readonly approval: string;
  readonly approved: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
}
