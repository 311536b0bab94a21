import { expect } from 'vitest';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { summarise } from '../../evidence/storage/summary.ts';
import { tallyAll } from '../../evidence/storage/tally.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { deletion, piece } from './pieces.ts';

/** Two lists to merge: the list here (`mine`, `lost`), and a colleague's file. */
export const [T1, T2] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'];
export const mine = piece({ origin: 'me', note: 'Mine.', taggedBy: 'Maria', taggedAt: T1, updatedAt: T1 });
export const anas = piece({ origin: 'ana', note: 'Theirs.', taggedBy: 'Ana', taggedAt: T2, updatedAt: T2 });
export const fresh = piece({ ...anas, url: 'https://school.example/new' });
export const lost = piece({ ...mine, domain: 'model-school' });
export const gone = deletion({
  domain: 'model-school',
  taggedAt: T1,
  updatedAt: T2,
  deletedAt: T2,
});
export const merge = { type: 'merge', pieces: [anas, fresh, gone] } as const;

/** Checks that the counts agree with the pieces. */
export async function expectRightCounts({ store }: EvidenceStore): Promise<void> {
  const { pieces, summary, tallies } = await readList(store);
  expect(summary).toEqual(summarise(pieces.values()));
  expect(new Map([...tallies].filter(([, count]) => count > 0))).toEqual(tallyAll(pieces.values()));
}
