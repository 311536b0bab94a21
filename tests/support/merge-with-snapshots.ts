import { expect } from 'vitest';
import type { Command } from '../../evidence/commands/index.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { piece } from './pieces.ts';

/** The pieces that {@link MERGE} brings. */
export const some = Array.from({ length: 4 }, (_, number) =>
  piece({ url: `https://school.example/${number}` }),
);

/** A change that a snapshot is saved before. */
export const MERGE: Command = { type: 'merge', pieces: [...some] };

/** @returns why each snapshot was saved, the newest first */
export async function reasons({ snapshots }: EvidenceStore): Promise<string[]> {
  return (await snapshots.list()).map(({ reason }) => reason);
}

/** @returns the reasons of the snapshots, except the one of the day, which the writer saves itself after a change */
export async function risks(evidence: EvidenceStore): Promise<string[]> {
  return (await reasons(evidence)).filter((reason) => reason !== 'daily');
}

/** Waits for the work that the writer does itself after a change. */
export async function daily({ writer }: EvidenceStore): Promise<void> {
  await writer.checkAtStart();
}

/** Merges, and @returns the id of the snapshot that was saved before. */
export async function merged(evidence: EvidenceStore): Promise<string> {
  expect(await evidence.writer.run(MERGE)).toMatchObject({ ok: true });
  await daily(evidence);
  const all = await evidence.snapshots.list();
  return all.find(({ reason }) => reason === 'before-merge')?.id ?? '';
}
