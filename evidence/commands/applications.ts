/** Reads and writes applications for the commands that change them. */
import type { Application } from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { APPLICATION } from '../storage/applications.ts';
import { type Put, put } from '../storage/puts.ts';
import { SETTINGS, SETTINGS_VERSION } from '../storage/settings.ts';
import { changedSettings } from '../storage/settings-change.ts';
import type { Store } from '../storage/store.ts';

/** @throws Refusal if the stored application must not be overwritten */
export async function readWritable(store: Store, id: string): Promise<Application | undefined> {
  const stored = await store.read(APPLICATION, id);
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
  return stored?.application;
}

/** @throws Refusal if the application doesn't exist, was deleted or must not be overwritten */
export async function readLive(store: Store, id: string): Promise<Application> {
  const known = await readWritable(store, id);
  if (!known || known.deletedAt !== undefined) throw new Refusal('no-application');
  return known;
}

/** Writes an application if it changed, together with `also`, in one call. */
export async function writeApplication(
  store: Store,
  before: Application | undefined,
  after: Application,
  also: readonly Put[] = [],
): Promise<void> {
  const changed = after === before ? [] : [put(APPLICATION, after, after.id)];
  await store.write([...also, ...changed]);
}

/** @returns the writes that select an application; none if a newer version wrote the settings */
export async function choosing(store: Store, id: string): Promise<readonly Put[]> {
  const settings = await store.read(SETTINGS);
  return settings.version > SETTINGS_VERSION
    ? []
    : [put(SETTINGS, changedSettings(settings, { application: id }))];
}
