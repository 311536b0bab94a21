import { APPLICATION_VERSION, type Application } from '../application/application.ts';
import { EDITION_VERSION, type Edition } from '../application/edition.ts';
import { joinApplications, joinEditions } from '../application/join-applications.ts';
import { Refusal } from '../fault.ts';
import { APPLICATION, EDITION } from '../storage/applications.ts';
import { readList } from '../storage/evidence-list.ts';
import type { RecordChange } from '../storage/last-action.ts';
import type { Store } from '../storage/store.ts';
import { recordChange } from './remember.ts';

/**
 * @returns the changes that merge the applications and editions of imported files into the stored ones
 * @throws Refusal if a newer version wrote one of them, or a stored one can't be read
 */
export async function bringApplications(
  store: Store,
  applications: readonly Application[],
  editions: readonly Edition[],
  now: string,
): Promise<readonly RecordChange[]> {
  if (applications.length + editions.length === 0) return [];
  if (applications.some(({ version }) => version > APPLICATION_VERSION)) throw new Refusal('newer-data');
  if (editions.some(({ version }) => version > EDITION_VERSION)) throw new Refusal('newer-data');
  const { applications: mine } = await readList(store);
  const joined = joinApplications(mine.all, applications);
  for (const id of joined.keys()) {
    if (mine.newer.has(id)) throw new Refusal('newer-data');
    if (mine.unreadable.has(id)) throw new Refusal('unreadable-data');
  }
  const added = joinEditions(mine.editions, editions);
  if ([...added.keys()].some((id) => mine.unreadable.has(id))) throw new Refusal('unreadable-data');
  return [
    ...[...joined].map(([id, after]) => recordChange(APPLICATION, id, mine.all.get(id), after)),
    ...[...added].map(([id, copy]) =>
      recordChange(EDITION, id, mine.editions.get(id), { ...copy, broughtAt: now }),
    ),
  ];
}
