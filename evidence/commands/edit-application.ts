/** What the writer does with applications. Each is idempotent; each throws Refusal before anything is written. */

import {
  APPLICATION_VERSION,
  type Application,
  type ApplicationChange,
  type ApplicationField,
  changedApplication,
  MAX_TEXT_LENGTH,
  newApplication,
  removed,
  textOf,
  withText,
} from '../application/application.ts';
import { type ApplicationCopy, COPY_VERSION } from '../application/application-copy.ts';
import { joinApplications, joinCopies } from '../application/join-applications.ts';
import type { MergeUndo } from '../merge/merge-undo.ts';
import { isLive } from '../piece/evidence.ts';
import { Refusal } from '../refusal.ts';
import { SETTINGS_VERSION } from '../storage/settings.ts';
import { changedSettings } from '../storage/settings-change.ts';
import type { Batch, Store } from '../storage/store.ts';
import { cleanText } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';

/** Changes what is said about an application; one that is not there is made, and chosen. */
export async function saveApplication(
  store: Store,
  id: string,
  change: ApplicationChange,
  now: string,
): Promise<void> {
  const known = await readWritable(store, id);
  if (known?.deletedAt !== undefined) throw new Refusal('no-application');
  const before = known ?? newApplication(id, now);
  await put(store, known, changedApplication(before, change, now), known ? {} : await choosing(store, id));
}

/** Keeps one text. */
export async function writeApplicationText(
  store: Store,
  {
    id,
    field,
    text,
    from,
  }: {
    readonly id: string;
    readonly field: ApplicationField;
    readonly text: string;
    /** What it was changed from, as in the command. */
    readonly from?: readonly string[] | undefined;
  },
  now: string,
): Promise<void> {
  const known = await readLive(store, id);
  const kept = textOver(textOf(known, field), text, from, cleanText);
  if (kept.length > MAX_TEXT_LENGTH) throw new Refusal('too-long');
  await put(store, known, withText(known, field, kept, now));
}

/** Removes an application; it is kept for a while, and so are the copies of it. */
export async function removeApplication(store: Store, id: string, now: string): Promise<void> {
  const known = await readWritable(store, id);
  if (known) await put(store, known, removed(known, now));
}

/** Brings back an application that was removed, and chooses it. */
export async function restoreApplication(store: Store, id: string): Promise<void> {
  const known = await readWritable(store, id);
  if (!known) throw new Refusal('no-application');
  await put(store, known, removed(known), await choosing(store, id));
}

/** Keeps an application and all live pieces as they are now. */
export async function freezeApplication(
  store: Store,
  id: string,
  copyId: string,
  now: string,
): Promise<void> {
  const [application, { copies }] = await Promise.all([
    readLive(store, id),
    store.readApplications([copyId]),
  ]);
  // Kept already: an answer that was not heard, and the command repeated.
  if (copies.get(copyId)) return;
  const { pieces } = await store.readAll();
  const copy: ApplicationCopy = {
    version: COPY_VERSION,
    id: copyId,
    frozenAt: now,
    application,
    pieces: [...pieces.values()].filter(isLive),
  };
  await store.write({ copies: new Map([[copyId, copy]]) });
}

/** Erases a copy for good; one that a newer version wrote stays. */
export async function eraseCopy(store: Store, id: string): Promise<void> {
  const stored = (await store.readApplications([id])).copies.get(id);
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  await store.eraseApplications([], [id]);
}

/** What a merge does to applications: what to write, and what takes it back. */
export interface BroughtApplications {
  readonly batch: Pick<Batch, 'applications' | 'copies'>;
  readonly undo: Pick<MergeUndo, 'applications' | 'copies'>;
}

/**
 * Puts those of files to those that are here.
 * @returns what that changes; undefined where it changes nothing
 * @throws Refusal where a newer version wrote one, or what is here cannot be read
 */
export async function bringApplications(
  store: Store,
  applications: readonly Application[],
  copies: readonly ApplicationCopy[],
  now: string,
): Promise<BroughtApplications | undefined> {
  if (applications.length + copies.length === 0) return undefined;
  if (applications.some(({ version }) => version > APPLICATION_VERSION)) throw new Refusal('newer-data');
  if (copies.some(({ version }) => version > COPY_VERSION)) throw new Refusal('newer-data');
  const { applications: mine } = await store.readAll();
  const joined = joinApplications(mine.all, applications);
  for (const id of joined.keys()) {
    if (mine.newer.has(id)) throw new Refusal('newer-data');
    if (mine.unreadable.has(id)) throw new Refusal('unreadable-data');
  }
  const added = joinCopies(mine.copies, copies);
  if ([...added.keys()].some((id) => mine.unreadable.has(id))) throw new Refusal('unreadable-data');
  if (joined.size + added.size === 0) return undefined;
  return {
    batch: {
      applications: joined,
      copies: new Map([...added].map(([id, copy]) => [id, { ...copy, broughtAt: now }])),
    },
    undo: {
      applications: [...joined].map(([id, { updatedAt }]) => ({
        id,
        updatedAt,
        before: mine.all.get(id) ?? null,
      })),
      // What completed a part of one stays with it.
      copies: [...added.keys()].filter((id) => !mine.copies.has(id)),
    },
  };
}

/**
 * Takes back what a merge did to applications. One that was worked on since stays as it is.
 * @returns what to write; a copy that is to be erased is null
 */
export async function takeApplicationsBack(
  store: Store,
  { applications = [], copies = [] }: BroughtApplications['undo'],
  now: string,
): Promise<Pick<Batch, 'applications' | 'copies'>> {
  const stored = await store.readApplications([...applications.map(({ id }) => id), ...copies]);
  const back = new Map<string, Application>();
  for (const { id, updatedAt, before } of applications) {
    const current = stored.applications.get(id);
    if (current?.state !== 'ok' || current.application.deletedAt !== undefined) continue;
    if (current.application.updatedAt !== updatedAt) continue;
    back.set(id, before ?? removed(current.application, now));
  }
  const gone = copies.filter((id) => stored.copies.get(id)?.state === 'ok');
  return { applications: back, copies: new Map(gone.map((id) => [id, null])) };
}

async function readWritable(store: Store, id: string): Promise<Application | undefined> {
  const stored = (await store.readApplications([id])).applications.get(id);
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
  return stored?.application;
}

async function readLive(store: Store, id: string): Promise<Application> {
  const known = await readWritable(store, id);
  if (!known || known.deletedAt !== undefined) throw new Refusal('no-application');
  return known;
}

async function put(
  store: Store,
  before: Application | undefined,
  after: Application,
  also: Batch = {},
): Promise<void> {
  if (after === before && Object.keys(also).length === 0) return;
  await store.write({ ...also, applications: new Map([[after.id, after]]) });
}

/** What chooses an application; settings of a newer version are left alone. */
async function choosing(store: Store, id: string): Promise<Batch> {
  const settings = await store.readSettings();
  return settings.version > SETTINGS_VERSION
    ? {}
    : { settings: changedSettings(settings, { application: id }) };
}
