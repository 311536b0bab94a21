/** In which fields two copies of a piece say different things to a reader, and what holds unless somebody chooses. */

import { contributionsOf, notesOf } from '../piece/contribution.ts';
import { DEFAULT_STATUS } from '../piece/facts.ts';
import type { Piece } from '../piece/piece.ts';
import { fieldOf } from '../piece/registers.ts';
import { sameValue } from '../values/same-value.ts';
import { ownWordsDiffer } from './merge-by-default.ts';

/** Which copy a field is taken from; `both` is what merging makes of them. */
export type Choice = 'mine' | 'theirs' | 'both';

/** A field in which a piece of the list and the files say different things. */
export interface FieldDifference {
  /**
   * The field of a piece; `note` stands for everybody's notes and names, but for one's own where they differ: those
   * are {@link OWN_NOTE}.
   */
  readonly field: string;
  /**
   * What happens unless somebody chooses: what was written last, or both where both can stay; one's own words, and
   * what the list says where a time of the file cannot be.
   */
  readonly byDefault: Choice;
}

/** The field that stands for the note of the installation that imports, where the files have another. */
export const OWN_NOTE = 'ownNote';

/** What a reader does not see, or sees as part of the notes. */
const UNSEEN: ReadonlySet<string> = new Set([
  'version',
  'domain',
  'url',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'movedTo',
  'origin',
  'changedAt',
  'taggedBy',
  'contributions',
  // The place in the order made by hand: the later one holds, and nobody is asked.
  'position',
]);

/** @returns the fields of `among` in which two copies say different things to a reader */
export function unlike(a: Piece, b: Piece, among: Piece, own?: string): string[] {
  const names = new Set([...Object.keys(among), 'note']);
  for (const name of Object.keys(among.changedAt ?? {})) names.add(fieldOf(name));
  return [...names.difference(UNSEEN)].filter(
    (field) => !sameValue(seen(a, field, own), seen(b, field, own)),
  );
}

/**
 * @param own the installation that imports
 * @param emptied the fields that somebody emptied in a table
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

/** Of what can stand side by side, the files say nothing that the list does not, or say nothing at all. */
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
 * What a reader sees of a field, in an order that says nothing.
 * @param own whose words are a field of their own
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
