/** Tells what can be seen of a piece: all that the popup's first view needs to know of people's words. */
import type { MissionDomain } from '../mission-domain.ts';

/** A contribution as it is stored (contribution-schema.ts): what is empty, or as old as the piece, is left out. */
export type StoredContribution = {
  -readonly [Field in keyof Contribution]?: Contribution[Field] | undefined;
} & Pick<Contribution, 'origin'>;

/** One colleague's words. */
export interface Contribution {
  /** Identifies the installation in which it was written. It is random and says nothing about a person. */
  readonly origin: string;
  /** The colleague's name; '' for nobody in particular. */
  readonly by: string;
  /** Why the page is evidence. */
  readonly note: string;
  /** Since when it is tagged, ISO 8601 UTC. */
  readonly taggedAt: string;
  /** When any of this was last changed, if that was later. */
  readonly at?: string | undefined;
  /** The colleague's own tag was taken off, while the tags of others stayed. */
  readonly isOff?: true | undefined;
  /** The domain in which it was written, if that is another one. */
  readonly from?: MissionDomain | undefined;
  /** When it came here with the piece, ISO 8601 UTC. */
  readonly cameAt?: string | undefined;
  /** Its words moved to another domain with the piece; this entry only says that they were here. */
  readonly isMoved?: true | undefined;
}

/** The part of a piece that holds people's words. */
export interface Said {
  readonly deletedAt?: string | undefined;
  readonly taggedAt: string;
  readonly contributions?: readonly StoredContribution[] | undefined;
  readonly removals?: readonly Removal[] | undefined;
}

/** @returns every contribution that a piece stores, whether or not it can be seen here */
export function storedContributions({ contributions = [], taggedAt }: Said): readonly Contribution[] {
  return contributions.map(({ by = '', note = '', taggedAt: since = taggedAt, ...one }) => {
    return { ...one, by, note, taggedAt: since };
  });
}

/** A removal of a piece from its domain. */
export interface Removal {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The installation that removed it, if it is known. */
  readonly by?: string | undefined;
  /** The domain to which it was moved; missing if it was deleted. */
  readonly to?: MissionDomain | undefined;
  /** Takes along only what came after this moment (ISO 8601 UTC): set for a move that undoing another made. */
  readonly since?: string | undefined;
  readonly isUndone?: true | undefined;
}

/** The times of something that may be removed, ISO 8601 UTC. */
export interface Moments {
  /** Since when it is there. */
  readonly there: string;
  /** When it was last changed. */
  readonly changed: string;
}

/**
 * @returns the first removal that took something away; undefined if none did. A deletion spares what was changed after
 *   it, but a move takes along words that were changed in the old place by somebody who did not know of it
 */
export function removalOf(removals: readonly Removal[] = [], moments: Moments): Removal | undefined {
  return removals.find(({ at, to, since = '', isUndone }) => {
    if (isUndone) return false;
    return to === undefined
      ? at > moments.there && at > moments.changed
      : at > moments.there && moments.there >= since;
  });
}

/** @returns when a contribution was last changed */
export function changeOf({ at, taggedAt }: Contribution): string {
  return at ?? taggedAt;
}

/** @returns the removal that took a contribution away from a piece; undefined if it is there */
export function takenBy(one: Contribution, { removals }: Pick<Said, 'removals'>): Removal | undefined {
  return removals && removalOf(removals, { there: one.cameAt ?? one.taggedAt, changed: changeOf(one) });
}

/** @returns whether a contribution left this domain with the piece */
export function wentAway(one: Contribution, piece: Pick<Said, 'removals'>): boolean {
  return one.isMoved === true || takenBy(one, piece)?.to !== undefined;
}

/** @returns whether a contribution can be seen in a piece: its author's tag is on, and nobody removed it */
export function isSeen(one: Contribution, piece: Pick<Said, 'removals'>): boolean {
  return !one.isOff && !one.isMoved && takenBy(one, piece) === undefined;
}

/** @returns whether anybody's words can be seen in a piece */
export function isAnySeen(piece: Said): boolean {
  return storedContributions(piece).some((one) => isSeen(one, piece));
}

/** Whoever looks at a piece. */
export interface Reader {
  /** The installation; undefined if nothing was ever tagged in it. */
  readonly origin?: string | undefined;
}

/** @returns whether a contribution was written in this installation */
export function isOwn({ origin }: Pick<Contribution, 'origin'>, reader: Reader): boolean {
  return origin === reader.origin;
}

/** @returns whether the reader's own tag is on this piece */
export function isOwnTag(piece: Said, reader: Reader): boolean {
  return storedContributions(piece).some((one) => isOwn(one, reader) && isSeen(one, piece));
}
