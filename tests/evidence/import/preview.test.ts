import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewImport } from '../../../evidence/import/preview.ts';
import { anyStart } from '../../support/commands.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { byId, piece } from '../../support/pieces.ts';

describe('previewImport', () => {
  it('tells new, same and differing pieces apart', () => {
    const [mine, theirs] = [piece(), piece({ note: 'Other.' })];
    const same = piece({ domain: 'model-school' });
    const sameElsewhere = { ...same, url: `${same.url}#a`, updatedAt: '2026-05-01T00:00:00.000Z' };
    const gone = piece({ domain: 'student-agency', deletedAt: '2026-05-01T00:00:00.000Z' });
    const back = piece({ domain: 'student-agency' });
    const fresh = piece({ url: 'https://school.example/new' });
    const preview = previewImport(byId([mine, same, gone]), byId([theirs, sameElsewhere, back, fresh]));
    expect(preview).toEqual({
      fresh: [back, fresh],
      same: [sameElsewhere],
      differing: [{ mine, theirs }],
    });
  });

  it('puts every piece of the file in one of the three, and says that a list is the same as itself', () => {
    fc.assert(
      fc.property(anyStart, anyStart, (mine, theirs) => {
        const { fresh, same, differing } = previewImport(byId(mine), byId(theirs));
        const all = [...fresh, ...same, ...differing.map((pair) => pair.theirs)];
        expect(byId(all)).toEqual(byId(theirs));
        const itself = previewImport(byId(mine), byId(mine));
        expect(itself.differing).toEqual([]);
      }),
    );
  });

  it('finds nothing left to do after the file was brought in with what it says', async () => {
    const property = fc.asyncProperty(anyStart, anyStart, async (mine, file) => {
      const theirs = file.filter(({ deletedAt }) => deletedAt === undefined);
      const { writer, store } = openEvidence(mine);
      await writer.run({ type: 'import', pieces: theirs, differing: 'replace' });
      const { fresh, differing } = previewImport((await store.readAll()).pieces, byId(theirs));
      expect({ fresh, differing }).toEqual({ fresh: [], differing: [] });
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('counts what bringing it in then changes', async () => {
    const property = fc.asyncProperty(anyStart, anyStart, async (mine, file) => {
      const theirs = file.filter(({ deletedAt }) => deletedAt === undefined);
      for (const differing of ['keep', 'replace'] as const) {
        const { writer, store } = openEvidence(mine);
        const preview = previewImport((await store.readAll()).pieces, byId(theirs));
        const outcome = await writer.run({ type: 'import', pieces: theirs, differing });
        const expected = preview.fresh.length + (differing === 'replace' ? preview.differing.length : 0);
        expect(outcome.ok && outcome.changes.length).toBe(expected);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
