/**
 * What each colleague says about a piece. A contribution belongs to the installation in which it was written:
 * only that installation ever changes it, so no merge has to decide whose words win. A name is what
 * contributions are shown with, never what they are found by.
 *
 * A contribution stays the same one when the piece moves to another domain: `from` then names the domain in
 * which it was written, and `cameAt` when it came. Its words move with the piece; in the domain in which it was
 * written, an entry without words stays behind (merge/follow-moves.ts).
 */
import { latestOf } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  isOwn,
  isSeen,
  type Reader,
  type Said,
  type StoredContribution,
  storedContributions,
  takenBy,
  wentAway,
} from './seen.ts';

export * from './seen.ts';

/**
 * Maximum number of colleagues whose words a file may bring to one page; a school has up to a hundred. Import
 * has the same limit, so that every backup can be read. A merge itself drops nobody's words.
 */
export const MAX_CONTRIBUTIONS = 200;

/** Stands for this installation in what it is about to import, as long as it has no id. */
export const NEW_ORIGIN = 'new';

/** @returns the form in which a contribution is stored in a piece that was first tagged at `taggedAt` */
export function toStore({ by, note, taggedAt, at, ...one }: Contribution, since: string): StoredContribution {
  return {
    ...one,
    ...(by && { by }),
    ...(note && { note }),
    ...(taggedAt !== since && { taggedAt }),
    ...(at !== undefined && at !== taggedAt && { at }),
  };
}

/** @returns the key by which the contribution is found in any version of the piece */
export function keyOfContribution({ origin, from }: Pick<Contribution, 'origin' | 'from'>): string {
  return from === undefined ? origin : `${origin} ${from}`;
}

/** @returns every contribution that a piece stores, by its key; none of a piece that did not exist */
export function contributionsByKey(piece: Said | null): ReadonlyMap<string, Contribution> {
  return new Map(piece && storedContributions(piece).map((one) => [keyOfContribution(one), one]));
}

/**
 * @returns the contributions that can be seen here, beginning with that of whoever tagged first; of a deleted piece,
 *   those that went with it to the bin
 */
export function contributionsOf(piece: Said): readonly Contribution[] {
  const all = [...storedContributions(piece)].sort(firstTagged);
  if (piece.deletedAt === undefined) return all.filter((one) => isSeen(one, piece));
  const { deletedAt } = piece;
  const left = all.filter((one) => !wentAway(one, piece));
  // What somebody took off before is nothing that was deleted.
  const deleted = left.filter((one) => !one.isOff || changeOf(one) >= deletedAt);
  if (deleted.length > 0) return deleted;
  // Nobody deleted the piece: its last tag was taken off, elsewhere.
  const last = latestOf(left.map(changeOf));
  return left.filter((one) => changeOf(one) === last);
}

/** @returns the installation that deleted a piece; undefined if nobody did, or if nobody knows */
export function removerOf(piece: Said): string | undefined {
  const words = storedContributions(piece).filter((one) => !wentAway(one, piece));
  const removals = [
    ...words.map((one) => takenBy(one, piece)),
    ...(words.length === 0 ? (piece.removals ?? []) : []),
  ];
  const offs = words.filter(({ isOff }) => isOff).map((one) => ({ at: changeOf(one), by: one.origin }));
  return [...removals.filter((one) => one !== undefined), ...offs].sort((a, b) => (a.at < b.at ? 1 : -1))[0]
    ?.by;
}

/**
 * @returns the contributions that say why the page is evidence, in the same order, for views and documents.
 *   Words that one person has twice (tagged in two browsers) appear once
 */
export function notesOf(piece: Said): readonly Contribution[] {
  const said = new Map<string, Contribution>();
  for (const one of contributionsOf(piece)) {
    const words = `${one.by}\n${one.note}`;
    if (one.note.trim() !== '' && !said.has(words)) said.set(words, one);
  }
  return [...said.values()];
}

/** @returns the names of all who tagged it, each once, the first tagger's first. */
export function namesOf(piece: Said): readonly string[] {
  return [...new Set(contributionsOf(piece).map(({ by }) => by))].filter(Boolean);
}

/** @returns the names of the authors of some pieces, by installation: of each, the one that was given last */
export function namesByOrigin(pieces: Iterable<Said>): ReadonlyMap<string, string> {
  const latest = new Map<string, Contribution>();
  for (const one of [...pieces].flatMap(storedContributions)) {
    const known = latest.get(one.origin);
    if (one.by !== '' && (!known || changeOf(known) < changeOf(one))) latest.set(one.origin, one);
  }
  return new Map([...latest].map(([origin, { by }]) => [origin, by]));
}

/**
 * @returns the words that the reader may edit: the installation's own. Two notes that came together when a
 *   piece moved are one text; undefined if all of them are colleagues'
 */
export function ownWords(piece: Said, reader: Reader): Contribution | undefined {
  const own = contributionsOf(piece).filter((one) => isOwn(one, reader));
  const [first] = own;
  return first && { ...first, note: own.map(({ note }) => note).reduce(joinNotes) };
}

/** @returns the colleagues' notes: all but those that the reader may edit */
export function colleaguesNotes(piece: Said, reader: Reader): readonly Contribution[] {
  const own = ownWords(piece, reader);
  // What the reader said in another browser as well need not be read twice.
  return notesOf(piece).filter(
    (one) => !isOwn(one, reader) && !(own && one.by === own.by && one.note === own.note),
  );
}

/** @returns the names of the colleagues whose tag is on a piece, each once; '' for those without a name */
export function colleaguesOf(piece: Said, reader: Reader): readonly string[] {
  const others = contributionsOf(piece).filter((one) => !isOwn(one, reader));
  return [...new Set(others.map(({ by }) => by))];
}

/** @returns both notes, the first one first; only one of them if it contains the other. */
export function joinNotes(first: string, second: string): string {
  if (first.includes(second)) return first;
  if (second.includes(first)) return second;
  return `${first}\n\n${second}`;
}

/** Sorts contributions by when their authors tagged the page, earliest first. */
export function firstTagged(a: Contribution, b: Contribution): number {
  if (a.taggedAt !== b.taggedAt) return a.taggedAt < b.taggedAt ? -1 : 1;
  const [one, other] = [keyOfContribution(a), keyOfContribution(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * @param before leaves out only what is gone since before this moment (ISO 8601 UTC)
 * @returns the piece, of words that were taken off or deleted only that they are gone: they are nothing to show
 */
export function withoutHidden<One extends Said>(piece: One, before?: string): One {
  const words = storedContributions(piece);
  const goneAt = (one: Contribution) => takenBy(one, piece)?.at ?? changeOf(one);
  const isToGo = (one: Contribution) =>
    !isSeen(one, piece) &&
    (one.by !== '' || one.note !== '') &&
    (before === undefined || goneAt(one) < before);
  if (!words.some(isToGo)) return piece;
  const left = words.map((one) => (isToGo(one) ? { ...one, by: '', note: '' } : one));
  return { ...piece, contributions: left.map((one) => toStore(one, piece.taggedAt)) };
}
