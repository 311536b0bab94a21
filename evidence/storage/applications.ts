import { type Application, parseApplication, type StoredApplication } from '../application/application.ts';
import { type Edition, parseEdition, type StoredEdition } from '../application/edition.ts';
import type { RecordKind, Records } from './record-kind.ts';
import { rawOf } from './records-of.ts';

/** Applications: what the school writes in the form. One record per application, by its id. */
export const APPLICATION: RecordKind<StoredApplication | undefined, Application> = {
  prefix: 'application:',
  parse: (value) => (value === undefined || value === null ? undefined : parseApplication(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => APPLICATION.parse(value)?.state !== 'unreadable',
};

/** Editions: an application with its pieces, as it was handed in. One record per edition, by its id. */
export const EDITION: RecordKind<StoredEdition | undefined, Edition> = {
  prefix: 'edition:',
  parse: (value) => (value === undefined || value === null ? undefined : parseEdition(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => EDITION.parse(value)?.state !== 'unreadable',
};

/** The readable applications and editions, and the ids of those that must not be written. */
export interface Applications {
  /** By id, including deleted ones. */
  readonly all: ReadonlyMap<string, Application>;
  /** Ids of applications that a newer version wrote: shown, not changed. */
  readonly newer: ReadonlySet<string>;
  /** Ids of applications and editions that can't be read; they stay as they are. */
  readonly unreadable: ReadonlySet<string>;
  readonly editions: ReadonlyMap<string, Edition>;
}

const NONE: Applications = { all: new Map(), newer: new Set(), unreadable: new Set(), editions: new Map() };

/** @returns the applications among records */
export function applicationsIn(records: Records): Applications {
  return applicationsAfter(NONE, records);
}

/**
 * @param changes the stored values of changed records; undefined or null for a deleted one
 * @returns the applications after these changes; the same object if none of the changes concerns them
 */
export function applicationsAfter(before: Applications, changes: Records): Applications {
  const changed = rawOf(APPLICATION, changes);
  const changedEditions = rawOf(EDITION, changes);
  if (changed.size + changedEditions.size === 0) return before;
  const all = new Map(before.all);
  const newer = new Set(before.newer);
  const unreadable = new Set(before.unreadable);
  for (const [id, value] of changed) {
    const stored = APPLICATION.parse(value);
    all.delete(id);
    newer.delete(id);
    unreadable.delete(id);
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) all.set(id, stored.application);
    if (stored?.state === 'newer') newer.add(id);
  }
  // Keep the same editions object while a text is typed, so that views compute what they derive from it
  // only once.
  if (changedEditions.size === 0) return { all, newer, unreadable, editions: before.editions };
  const editions = new Map(before.editions);
  for (const [id, value] of changedEditions) {
    const stored = EDITION.parse(value);
    editions.delete(id);
    unreadable.delete(id);
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) editions.set(id, stored.edition);
  }
  return { all, newer, unreadable, editions };
}
