/**
 * Each colleague's words about a piece. The piece itself holds those of the colleague who tagged it first.
 * The words of others who tagged the same page under the same domain are listed beside them.
 */
import * as v from 'valibot';
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';
import { hash } from '../values/hash.ts';
import { timestamp } from '../values/timestamp.ts';

/**
 * Maximum number of colleagues, besides the first, whose words a file may bring to one page; a school has up
 * to a hundred. Import has the same limit, so that every backup can be read. A merge itself drops nobody's
 * words.
 */
export const MAX_CONTRIBUTIONS = 200;

/**
 * Identifies the installation in which something was tagged. It is random and says nothing about a person.
 */
export const originSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ORIGIN_LENGTH));

/** Stored shape of a contribution. */
export const contributionSchema = v.object({
  origin: originSchema,
  by: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
  note: v.pipe(v.string(), v.maxLength(MAX_NOTE_LENGTH)),
  taggedAt: timestamp,
  at: v.optional(timestamp),
});

/**
 * One colleague's words. `by` is the name ('' for nobody in particular), `note` why the page is evidence,
 * `taggedAt` when they tagged it, and `at` when the note was last written, if that was later.
 */
export type Contribution = v.InferOutput<typeof contributionSchema>;

/** The part of a piece that belongs to one person. */
interface Signed {
  readonly note: string;
  readonly taggedAt: string;
  readonly taggedBy?: string | undefined;
  readonly origin?: string | undefined;
  readonly changedAt?: Readonly<Record<string, string>> | undefined;
  readonly contributions?: readonly Contribution[] | undefined;
}

/**
 * @returns the origin of a piece. A piece without one (from an older file) gets one made from its words, so
 *   that two such pieces count as one person's only if they say the same
 */
export function originOf({ origin, note, taggedAt, taggedBy = '' }: Signed): string {
  return origin ?? `unnamed-${hash(`${taggedAt}\n${taggedBy}\n${note}`)}`;
}

/** @returns the contribution that the piece itself holds, by whoever tagged it first. */
function firstContribution(piece: Signed): Contribution {
  const at = piece.changedAt?.note;
  return {
    origin: originOf(piece),
    by: piece.taggedBy ?? '',
    note: piece.note,
    taggedAt: piece.taggedAt,
    ...(at !== undefined && { at }),
  };
}

/** @returns all contributions, beginning with that of whoever tagged the piece first. */
export function contributionsOf(piece: Signed): readonly Contribution[] {
  return [firstContribution(piece), ...(piece.contributions ?? [])];
}

/**
 * @returns the contributions that say why the page is evidence, in the same order, for views and documents.
 *   Words that one person has twice (tagged in two browsers, or in a file without origins) appear once
 */
export function notesOf(piece: Signed): readonly Contribution[] {
  const said = new Map<string, Contribution>();
  for (const one of contributionsOf(piece)) {
    const words = `${one.by}\n${one.note}`;
    if (one.note.trim() !== '' && !said.has(words)) said.set(words, one);
  }
  return [...said.values()];
}

/** @returns the names of all who tagged it, each once, the first tagger's first. */
export function namesOf(piece: Signed): readonly string[] {
  return [...new Set(contributionsOf(piece).map(({ by }) => by))].filter(Boolean);
}

/** Whoever looks at a piece: the installation and the name in its settings, if known. */
export interface Reader {
  readonly origin?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * @returns the contribution that a reader may edit: the installation's own; else the one under the reader's
 *   name, which a backup may have brought from another computer; else the one without a name, which belongs
 *   to nobody else. undefined if all of them are colleagues'
 */
export function ownWords(piece: Signed, { origin, name }: Reader): Contribution | undefined {
  const all = contributionsOf(piece);
  return (
    all.find((one) => one.origin === origin) ??
    all.find(({ by }) => by !== '' && by === name) ??
    all.find(({ by }) => by === '')
  );
}

/** @returns the colleagues' notes: all but the one that the reader may edit */
export function colleaguesNotes(piece: Signed, reader: Reader): readonly Contribution[] {
  const own = ownWords(piece, reader);
  return notesOf(piece).filter(
    ({ origin, by, note }) => origin !== own?.origin && !(by === own?.by && note === own?.note),
  );
}

/** Sorts contributions by when their authors tagged the page, earliest first. */
export function firstTagged(a: Contribution, b: Contribution): number {
  if (a.taggedAt !== b.taggedAt) return a.taggedAt < b.taggedAt ? -1 : 1;
  return a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0;
}
