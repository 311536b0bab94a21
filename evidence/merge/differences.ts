/** Finds the fields that a reader sees differ between two versions of a piece, and the default for each. */

import { contributionsOf, notesOf } from '../piece/contribution.ts';
import { DEFAULT_STATUS } from '../piece/facts.ts';
import type { Piece } from '../piece/piece.ts';
import { fieldOf } from '../piece/registers.ts';
import { sameValue } from '../values/same-value.ts';
import { ownWordsDiffer } from './merge-by-default.ts';

/** The version a field is taken from; `both` is the result of merging them. */
export type Choice = 'mine' | 'theirs' | 'both';

/** A field in which a piece of the list and the files differ. */
export interface FieldDifference {
  /**
   * The name of the field. `note` stands for everybody's notes and names, except one's own if they differ:
   * those are {@link OWN_NOTE}.
   */
  readonly field: string;
  /**
   * The default if nobody chooses: the value written last, or both if both fit. For one's own words, and if a
   * time in the file is impossible, the list's value.
   */
  readonly byDefault: Choice;
}

/** The field that stands for the note of the importing installation, if the files have a different one. */
export const OWN_NOTE = 'ownNote';

/** Fields that a reader doesn't see, or sees as part of the notes. */
const UNSEEN: ReadonlySet<string> = new Set([
  'version',
  'domain',
  'url',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'removals',
  'changedAt',
  'contributions',
  // The position in the order made by hand: the later one wins without asking.
  'position',
]);

/** @returns the fields of `among` that a reader sees differ between two versions */
export function unlike(a: Piece, b: Piece, among: Piece, own?: string): string[] {
  const names = new Set([...Object.keys(among), 'note']);
  for (const name of Object.keys(among.changedAt ?? {})) names.add(fieldOf(name));
  return [...names.difference(UNSEEN)].filter(
    (field) => !sameValue(seen(a, field, own), seen(b, field, own)),
  );
}

/**
 * @param own the installation that imports
 * @param emptied the fields that were emptied in a table
 */
export function differences(
  mine: Piece,
  theirs: Piece,
  merged: Piece,
  { own: origin, emptied }: { readonly own: string | undefined; readonly emptied: ReadonlySet<string> },
): FieldDifference[] {
  const own = ownWordsDiffer(mine, theirs, origin) ? origin : undefined;
  const others = unlike(mine, theirs, theirs, own)
    .filter((field) => emptied.has(field) || !saysNoMore(mine, theirs, merged, field, own))
    .map((field): FieldDifference => {
      const [isMine, isTheirs] = [mine, theirs].map((one) =>
        sameValue(seen(one, field, own), seen(merged, field, own)),
      );
      return { field, byDefault: isMine ? 'mine' : isTheirs ? 'theirs' : 'both' };
    });
  return own === undefined ? others : [{ field: OWN_NOTE, byDefault: 'mine' }, ...others];
}

/**
 * Whether the files add nothing to values that can be kept side by side: they have no value, or only values
 * that the list has.
 */
function saysNoMore(
  mine: Piece,
  theirs: Piece,
  merged: Piece,
  field: string,
  own: string | undefined,
): boolean {
  const isUnchanged = sameValue(seen(mine, field, own), seen(merged, field, own));
  if (field === 'title') return theirs.title === '' && isUnchanged;
  if (field !== 'note' && field !== 'quotes' && field !== 'labels') return false;
  if (!isUnchanged) return false;
  if (field !== 'note') {
    const has = new Set((seen(mine, field) as unknown[]).map((one) => JSON.stringify(one)));
    return (seen(theirs, field) as unknown[]).every((one) => has.has(JSON.stringify(one)));
  }
  const notes = new Map(contributionsOf(mine).map((one) => [one.origin, one.note]));
  return notesOf(theirs).every((one) => one.origin === own || notes.get(one.origin) === one.note);
}

/**
 * @returns the part of a field that a reader sees, without the order if it has no meaning
 * @param own the installation whose words are a field of their own
 */
function seen(piece: Piece, field: string, own?: string): unknown {
  switch (field) {
    case 'note':
      return contributionsOf(piece)
        .filter(({ origin, note, by }) => origin !== own && (note !== '' || by !== ''))
        .map(({ origin, note, by }) => [origin, note, by])
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
    case 'quotes':
      return (piece.quotes ?? []).map((one) => [one.exact, one.prefix, one.suffix]).sort();
    case 'labels':
      return (piece.labels ?? []).map((one) => one.toLowerCase()).sort();
    case 'status':
      return piece.status ?? DEFAULT_STATUS;
    default:
      return piece[field];
  }
}
