/**
 * What each colleague says of a piece. The piece itself holds the words of the one who tagged it first;
 * those of the others, who tagged the same page under the same domain, stand beside them.
 */
import * as v from 'valibot';
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';
import { hash } from '../values/hash.ts';
import { timestamp } from '../values/timestamp.ts';

/**
 * The most colleagues beside the first whose words a file may bring to one page: a school has up to a hundred. Import
 * goes no further either, so that a backup can be read; a merge itself leaves nobody's words out.
 */
export const MAX_CONTRIBUTIONS = 200;

/** Names the installation in which something was tagged: random, and nothing about a person. */
export const originSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ORIGIN_LENGTH));

/** The stored shape of a contribution. */
export const contributionSchema = v.object({
  origin: originSchema,
  by: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
  note: v.pipe(v.string(), v.maxLength(MAX_NOTE_LENGTH)),
  taggedAt: timestamp,
  at: v.optional(timestamp),
});

/**
 * The words of one colleague: `by` the name ('' for nobody in particular), `note` why it is evidence,
 * `taggedAt` when they tagged it and `at` when that was last written, where it was later.
 */
export type Contribution = v.InferOutput<typeof contributionSchema>;

/** The part of a piece that is somebody's. */
interface Signed {
  readonly note: string;
  readonly taggedAt: string;
  readonly taggedBy?: string | undefined;
  readonly origin?: string | undefined;
  readonly changedAt?: Readonly<Record<string, string>> | undefined;
  readonly contributions?: readonly Contribution[] | undefined;
}

/**
 * @returns the origin of a piece. One that has none (an older file) gets one from what it says, so that
 *   two such pieces are one person's only where they say the same
 */
export function originOf({ origin, note, taggedAt, taggedBy = '' }: Signed): string {
  return origin ?? `unnamed-${hash(`${taggedAt}\n${taggedBy}\n${note}`)}`;
}

/** @returns the contribution that the piece itself holds: that of the one who tagged it first. */
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

/** @returns all contributions, that of the one who tagged it first at the beginning. */
export function contributionsOf(piece: Signed): readonly Contribution[] {
  return [firstContribution(piece), ...(piece.contributions ?? [])];
}

/**
 * @returns the contributions that say why it is evidence, in the same order, for views and documents; what
 *   one person says twice (tagged in two browsers, or in a file that knew no origins) is there once
 */
export function notesOf(piece: Signed): readonly Contribution[] {
  const said = new Map<string, Contribution>();
  for (const one of contributionsOf(piece)) {
    const words = `${one.by}\n${one.note}`;
    if (one.note.trim() !== '' && !said.has(words)) said.set(words, one);
  }
  return [...said.values()];
}

/** @returns the names of all who tagged it, each once, the first one first. */
export function namesOf(piece: Signed): readonly string[] {
  return [...new Set(contributionsOf(piece).map(({ by }) => by))].filter(Boolean);
}

/** Who looks at a piece: the installation, and the name in its settings, each where there is one. */
export interface Reader {
  readonly origin?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * @returns the words that a reader may write in: those of the installation; else those under the reader's
 *   name, as a backup brings them to another computer; else those under no name, which are nobody else's.
 *   undefined where all are colleagues'
 */
export function ownWords(piece: Signed, { origin, name }: Reader): Contribution | undefined {
  const all = contributionsOf(piece);
  return (
    all.find((one) => one.origin === origin) ??
    all.find(({ by }) => by !== '' && by === name) ??
    all.find(({ by }) => by === '')
  );
}

/** @returns what colleagues say of a piece: all notes but the one that the reader may write in */
export function colleaguesNotes(piece: Signed, reader: Reader): readonly Contribution[] {
  const own = ownWords(piece, reader);
  return notesOf(piece).filter(
    ({ origin, by, note }) => origin !== own?.origin && !(by === own?.by && note === own?.note),
  );
}

/** Order of contributions: who tagged it first comes first. */
export function firstTagged(a: Contribution, b: Contribution): number {
  if (a.taggedAt !== b.taggedAt) return a.taggedAt < b.taggedAt ? -1 : 1;
  return a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0;
}
