import type { MissionDomain } from '../mission-domain.ts';
import type { Access, Status } from '../piece/facts.ts';
import type { Column } from './table-columns.ts';

/** An official text and its language, BCP 47. */
export interface OfficialText {
  readonly text: string;
  readonly language: string;
}

/** The words of one language by which we recognise our tables: column heads and words in cells. */
export interface TableWords {
  /** Column heads. The head of the id column, by which a row is recognised, asks not to change it. */
  readonly columns: Readonly<Record<Column, string>>;
  /** The official titles; `language` is set if the text is in another language. */
  readonly domainTitles: Readonly<Record<MissionDomain, OfficialText>>;
  readonly untitled: string;
  /** The end of a text that was cut because it did not fit. */
  readonly shortened: string;
  /** "Kept at", before the place of evidence without a web page. */
  readonly keptAt: string;
  /** "Not on the web", for such evidence without a known place. */
  readonly notOnTheWeb: string;
  readonly status: Readonly<Record<Status, string>>;
  /** Who can open a page, as a person stated it. */
  readonly access: Readonly<Record<Access, string>>;
  /** The same as a guess, marked as one. */
  readonly probableAccess: Readonly<Record<Access, string>>;
}
