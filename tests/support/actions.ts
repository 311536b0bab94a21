import { expect } from 'vitest';
import type { Command } from '../../evidence/commands/index.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import { type EvidenceStore, undoOf } from './evidence-store.ts';
import { idOf, piece, quote } from './pieces.ts';

export const water = piece({ quotes: [quote('One.')] });
export const air = piece({ url: 'https://school.example/air', title: 'Air' });
export const earth = piece({ url: 'https://school.example/earth', title: 'Earth' });

/** An action that can be undone. */
export const DELETE: Command = { type: 'delete', ids: [idOf(air)] };

/** The answers to an action that can't be undone any more, and to one that was undone before. */
export const NOT_UNDOABLE = { ok: false, fault: 'not-undoable' };
export const NOTHING_LEFT = { ok: true, count: 0, left: 0 };

/** @returns the Undo of a command, which must be carried out */
export async function run({ writer }: EvidenceStore, command: Command): Promise<string> {
  return undoOf(await writer.run(command));
}

/** Tags pages one after the other. @returns the ids of the actions */
export async function tagMany(evidence: EvidenceStore, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const page = { url: `https://school.example/tagged/${n}`, title: `Tagged ${n}` };
    ids.push(await run(evidence, { type: 'tag', domain: 'collaboration', pages: [page] }));
  }
  return ids;
}

/** The contents of a list, without the times of its changes. */
export async function said({ store, livePieces }: EvidenceStore) {
  const { pictures, applications, drafts, summary, pieces } = await readList(store);
  expect(summary ?? summarise([])).toEqual(summarise(pieces.values()));
  const live = [...applications.all.values()].filter(({ deletedAt }) => !deletedAt);
  const editions = [...applications.editions.keys()].sort();
  return { pieces: await livePieces(), pictures, drafts, applications: live, editions };
}
