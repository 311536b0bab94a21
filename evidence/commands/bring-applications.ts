import { APPLICATION_VERSION, type Application } from '../application/application.ts';
import { type ApplicationCopy, COPY_VERSION } from '../application/application-copy.ts';
import { joinApplications, joinCopies } from '../application/join-applications.ts';
import { Refusal } from '../fault.ts';
import { APPLICATION, COPY } from '../storage/applications.ts';
import { readList } from '../storage/evidence-list.ts';
import type { RecordChange } from '../storage/last-action.ts';
import type { Store } from '../storage/store.ts';
import { recordChange } from './remember.ts';

/**
 * @returns what changes when the applications and copies of files join those that are here
 * @throws Refusal where a newer version wrote one, or what is here can't be read
 */
export async function bringApplications(
  store: Store,
  applications: readonly Application[],
  copies: readonly ApplicationCopy[],
  now: string,
): Promise<readonly RecordChange[]> {
  if (applications.length + copies.length === 0) return [];
  if (applications.some(({ version }) => version > APPLICATION_VERSION)) throw new Refusal('newer-data');
  if (copies.some(({ version }) => version > COPY_VERSION)) throw new Refusal('newer-data');
  const { applications: mine } = await readList(store);
  const joined = joinApplications(mine.all, applications);
  for (const id of joined.keys()) {
    if (mine.newer.has(id)) throw new Refusal('newer-data');
    if (mine.unreadable.has(id)) throw new Refusal('unreadable-data');
  }
  const added = joinCopies(mine.copies, copies);
  if ([...added.keys()].some((id) => mine.unreadable.has(id))) throw new Refusal('unreadable-data');
  return [
    ...[...joined].map(([id, after]) => recordChange(APPLICATION, id, mine.all.get(id), after)),
    ...[...added].map(([id, copy]) =>
      recordChange(COPY, id, mine.copies.get(id), { ...copy, broughtAt: now }),
    ),
  ];
}
