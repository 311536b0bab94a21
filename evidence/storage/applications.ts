import { type Application, parseApplication, type StoredApplication } from '../application/application.ts';
import { type Edition, parseEdition, type StoredEdition } from '../application/edition.ts';
import { type RecordKind, type Records, rawOf } from './record-kind.ts';

/** What the school writes in the form, one record an application, by its id. */
export const APPLICATION: RecordKind<StoredApplication | undefined, Application> = {
  prefix: 'application:',
  parse: (value) => (value === undefined || value === null ? undefined : parseApplication(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => APPLICATION.parse(value)?.state !== 'unreadable',
};

/** An application with its pieces as it was handed in, by its id. */
export const EDITION: RecordKind<StoredEdition | undefined, Edition> = {
  prefix: 'edition:',
  parse: (value) => (value === undefined || value === null ? undefined : parseEdition(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => EDITION.parse(value)?.state !== 'unreadable',
};

/** The applications and the copies of them that can be read, and which of them are not to be written. */
export interface Applications {
  /** By id, deleted ones included. */
  readonly all: ReadonlyMap<string, Application>;
  /** Ids of applications written by a newer version: shown, not changed. */
  readonly newer: ReadonlySet<string>;
  /** Ids of what could not be read, of a copy too; it is left as it is. */
  readonly unreadable: ReadonlySet<string>;
  readonly copies: ReadonlyMap<string, Edition>;
}

const NONE: Applications = { all: new Map(), newer: new Set(), unreadable: new Set(), copies: new Map() };

/** @returns the applications among records */
export function applicationsIn(records: Records): Applications {
  return applicationsAfter(NONE, records);
}

/**
 * @param changes records as they are stored now; undefined or null for one that is gone
 * @returns the applications after these changes; the same object where none of them is one
 */
export function applicationsAfter(before: Applications, changes: Records): Applications {
  const changed = rawOf(APPLICATION, changes);
  const changedCopies = rawOf(EDITION, changes);
  if (changed.size + changedCopies.size === 0) return before;
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
  // The copies stay the same object while a text is typed: what is made of them is made once.
  if (changedCopies.size === 0) return { all, newer, unreadable, copies: before.copies };
  const copies = new Map(before.copies);
  for (const [id, value] of changedCopies) {
    const stored = EDITION.parse(value);
    copies.delete(id);
    unreadable.delete(id);
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) copies.set(id, stored.copy);
  }
  return { all, newer, unreadable, copies };
}
