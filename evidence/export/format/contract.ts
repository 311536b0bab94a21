import type { Application } from '../../application/application.ts';
import type { Edition } from '../../application/edition.ts';
import type { OfficialText, TableWords } from '../../files/table-words.ts';
import type { ArrangedEvidence } from '../../list/arrange.ts';
import type { Coverage } from '../../list/coverage.ts';
import type { MissionDomain } from '../../mission-domain.ts';
import type { Piece } from '../../piece/piece.ts';

/**
 * What an export format is. To add one, write a file in evidence/export/ that exports an `ExportFormat`, list it in
 * index.ts under what it is for, and give it a name and a use in each desk.json (`export.formats.<id>`).
 *
 * A format gets the list and the words; it reads no clock, no storage and no locale of its own. Everything in a piece
 * may be hostile: escape it for where it goes (escape-html.ts, files/csv-cell.ts, sheet-cell.ts, word/link-target.ts);
 * tests/support/hostile-pieces.ts goes through every format. piece-in-words.ts says once what documents say of a piece.
 * A format that can take over a second awaits `pace` (values/pace.ts) after each piece, which keeps the page alive,
 * reports progress and stops if the teacher cancels.
 */
export interface ExportFormat<Id extends string = string> {
  /** Its name in code and in the locales (`export.formats.<id>`). */
  readonly id: Id;
  /** Of the saved file, without the dot. */
  readonly extension: string;
  /** Of the saved file; where it is text, with its character set. */
  readonly mimeType: string;
  /** Whether its result reads well when it is pasted somewhere; it is text then. */
  readonly pasteable: boolean;
  /** Whether it shows the pages' pictures; only then are they loaded. */
  readonly wantsPictures: boolean;
  /** The one kind of picture it can show; others are turned into it. Missing: it shows any. */
  readonly pictureType?: 'image/jpeg';
  /**
   * @returns the whole content of the file
   * @throws AbortError when `options.signal` says to stop, in formats that take long
   */
  write(
    list: ArrangedEvidence,
    words: ExportWords,
    options: ExportOptions,
  ): ExportContent | Promise<ExportContent>;
  /**
   * For formats that import reads back: as {@link ExportFormat.write}, in as few files as import takes. All of them
   * together say what one would.
   */
  writeFiles?(
    list: ArrangedEvidence,
    words: ExportWords,
    options: ExportOptions,
  ): Promise<readonly ExportContent[]>;
}

/** What is in a file: text, or the bytes of a kind of file that is not text. */
export type ExportContent = string | Uint8Array<ArrayBuffer>;

/** Choices that concern some formats only. */
export interface ExportOptions {
  /** When the file is made, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** What stands between two cells of a CSV line. */
  readonly csvSeparator: CsvSeparator;
  /** The pages' pictures by page key, without those that show pupils; empty for formats that want none. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** What a report says of the school; where something is missing, it leaves room to write it. */
  readonly school?: string | undefined;
  /** Such as "2024–2026", as it is to be read. */
  readonly period?: string | undefined;
  readonly preparedBy?: string | undefined;
  /** What the school does now, by domain. */
  readonly explanations?: Readonly<Partial<Record<MissionDomain, string>>> | undefined;
  /** What the school plans for the next two years, by domain. */
  readonly plans?: Readonly<Partial<Record<MissionDomain, string>>> | undefined;
  /** What the school says of its eSafety policy; missing where there is no application. */
  readonly eSafety?: string | undefined;
  /** Whether a piece is not from the period of the application. */
  readonly isOutside?: ((piece: Piece) => boolean) | undefined;
  /** Stops formats that take long; see pace.ts. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how much of the work is done, from 0 to 1, from formats that take long. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Pieces that were taken off, for the backup alone: it takes deletions to colleagues. */
  readonly deleted?: readonly Piece[];
  /** That pieces were deleted for good, for the backup alone. */
  readonly gone?: DeletedForGood | undefined;
  /** What the school writes in the form, for the backup alone. */
  readonly applications?: ExportedApplications;
}

/** When each piece was deleted for good (ISO 8601 UTC), by the hash of its id. */
export interface DeletedForGood {
  readonly pieces: Readonly<Record<string, string>>;
}

/** The applications that a file carries, and the copies of them; none is removed. */
export interface ExportedApplications {
  readonly applications: readonly Application[];
  readonly copies: readonly Edition[];
}

/** A picture whole, to be put into a document. */
export interface ExportPicture {
  /** `data:image/…;base64,…` */
  readonly dataUrl: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

/** Excel expects a semicolon where the decimal mark is a comma, and a comma elsewhere. */
export type CsvSeparator = ';' | ',';

/** The words of the export's language, which may be another than the interface's. */
export interface ExportWords extends TableWords {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The official texts; `**` marks what the source has in bold. */
  readonly officialTexts: Readonly<Record<MissionDomain, OfficialText>>;
  readonly documentTitle: string;
  /** "Made on …" with the date of the export in it. */
  readonly madeOn: string;
  readonly noEvidence: string;
  /** The names of the sheets of a workbook, and the heads of the columns that only its overview has. */
  readonly sheets: {
    readonly evidence: string;
    readonly coverage: string;
    readonly pieces: string;
    readonly state: string;
  };
  /** How a domain stands: without evidence, with little, or with more. */
  readonly coverage: Readonly<Record<Coverage, string>>;
  /** Of a piece that is not from the application's period. */
  readonly outsidePeriod: string;
  /** What only a report to sign says. */
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
  /** @returns the date of a time as YYYY-MM-DD, for tables that sort. */
  isoDate(timestamp: string): string;
}

/** Heads and sentences of a report that a principal signs. */
export interface ReportWords {
  readonly school: string;
  readonly period: string;
  readonly preparedBy: string;
  /** Which of its texts are official. */
  readonly official: string;
  readonly coverage: string;
  readonly pieces: string;
  readonly standing: string;
  /** The question before the domains. */
  readonly eSafety: string;
  readonly explanation: string;
  readonly evidence: string;
  readonly plan: string;
  /** Where the principal signs, and the sentence above the signature. */
  readonly approval: string;
  readonly approved: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
}
