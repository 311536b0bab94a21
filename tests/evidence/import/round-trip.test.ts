import fc from 'fast-check';
import { expect, it } from 'vitest';
import { json } from '../../../evidence/export/json.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { ACTION_PART } from '../../../evidence/storage/last-action.ts';
import { keyOf } from '../../../evidence/storage/record-kind.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { type EvidenceStore, openEvidence } from '../../support/evidence-store.ts';
import { anyFullList } from '../../support/full-pieces.ts';
import { byId } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

async function bringIn({ writer }: EvidenceStore, pieces: Iterable<Piece>): Promise<void> {
  const outcome = await writer.run({ type: 'merge', pieces: [...pieces] });
  expect(outcome).toMatchObject({ ok: true });
  await writer.run({ type: 'dismiss-merge' });
}

/** The stored records; those for Undo are in the order in which the pieces arrived, which has no meaning. */
async function contentsOf({ store, contents }: EvidenceStore) {
  const part = await store.read(ACTION_PART);
  const pieces = part?.pieces.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...contents(), [keyOf(ACTION_PART)]: { ...part, pieces } };
}

async function exported({ store }: EvidenceStore): Promise<Uint8Array> {
  const { pieces } = await readList(store);
  return new TextEncoder().encode((await json.write(arrange(pieces.values()), words, OPTIONS)) as string);
}

it('a list is the same after export, erasing everything and importing the file, for any list', async () => {
  const property = fc.asyncProperty(anyFullList, async (list) => {
    const school = openEvidence();
    await bringIn(school, list);
    const file = await exported(school);

    const wiped = openEvidence();
    const content = readTeamJson(file);
    expect(content).toEqual({ ok: true, pieces: byId(list) });
    await bringIn(wiped, content.ok ? content.pieces.values() : []);

    expect(await contentsOf(wiped)).toEqual(await contentsOf(school));
    expect(await readList(wiped.store)).toMatchObject({ pieces: byId(list), summary: summarise(list) });
    expect(await exported(wiped)).toEqual(file);
  });
  await fc.assert(property, { numRuns: 200 });
});

it('two colleagues have the same pieces after each imported the other’s file', async () => {
  const property = fc.asyncProperty(anyFullList, anyFullList, async (one, other) => {
    const [anna, ion] = [openEvidence(one), openEvidence(other)];
    const [fromAnna, fromIon] = [readTeamJson(await exported(anna)), readTeamJson(await exported(ion))];
    await bringIn(anna, fromIon.ok ? fromIon.pieces.values() : []);
    await bringIn(ion, fromAnna.ok ? fromAnna.pieces.values() : []);
    const [annas, ions] = [await readList(anna.store), await readList(ion.store)];
    expect([...annas.pieces.keys()].sort()).toEqual([...ions.pieces.keys()].sort());
    expect([...annas.pieces.keys()].sort()).toEqual([...byId([...one, ...other]).keys()].sort());
  });
  await fc.assert(property);
});
