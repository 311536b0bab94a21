import type { MissionDomain } from '../mission-domain.ts';
import type { Access, Status } from '../piece/facts.ts';
import type { Column } from './table-columns.ts';

/** An official text and the language it is in, BCP 47. */
export interface OfficialText {
  readonly text: string;
  readonly language: string;
}

/** The words of one language by which a table of ours is known: its heads, and what its cells say. */
export interface TableWords {
  /** Column heads. That of the id, by which a row is known again, says that nobody should change it. */
  readonly columns: Readonly<Record<Column, string>>;
  /** The official titles; `language` says so where the text is another language's. */
  readonly domainTitles: Readonly<Record<MissionDomain, OfficialText>>;
  readonly untitled: string;
  /** The end of a text that did not fit and was cut. */
  readonly shortened: string;
  /** "Kept at", before the place of evidence without a web page. */
  readonly keptAt: string;
  /** "Not on the web", where nobody said where such evidence is kept. */
  readonly notOnTheWeb: string;
  readonly status: Readonly<Record<Status, string>>;
  /** Who can open a page, as somebody said. */
  readonly access: Readonly<Record<Access, string>>;
  /** The same where it is only guessed, marked as such. */
  readonly probableAccess: Readonly<Record<Access, string>>;
}
