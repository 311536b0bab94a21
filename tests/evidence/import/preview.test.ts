import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysAllOf } from '../../../evidence/edits.ts';
import type { Evidence } from '../../../evidence/evidence.ts';
import { previewImport } from '../../../evidence/import/preview.ts';
import { anyStart } from '../../support/commands.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { anyFullPiece, quote } from '../../support/full-pieces.ts';
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
      differing: [{ mine, theirs, fields: ['note'] }],
    });
  });

  const [a, b] = [quote('One.'), quote('Two.')];
  it.each<[string, Partial<Evidence>, Partial<Evidence>, readonly string[]]>([
    ['quotes in another order', { quotes: [a, b] }, { quotes: [b, a] }, []],
    ['fewer quotes', { quotes: [a, b] }, { quotes: [b] }, []],
    ['more quotes', { quotes: [a] }, { quotes: [a, b] }, ['quotes']],
    ['the only quotes', {}, { quotes: [a] }, ['quotes']],
    ['no quotes', { quotes: [a] }, {}, []],
    ['labels in another order', { labels: ['Water', 'Air'] }, { labels: ['Air', 'Water'] }, []],
    ['a label in another case', { labels: ['Water'] }, { labels: ['WATER'] }, []],
    ['another label', { labels: ['Water'] }, { labels: ['Water', 'Air'] }, ['labels']],
    ['no labels', { labels: ['Water'] }, {}, []],
    ['the status that goes without saying', {}, { status: 'done' }, []],
    ['the other status', {}, { status: 'planned' }, ['status']],
    ['no status where the list has one', { status: 'planned' }, {}, []],
    ['who can open it, which was only a guess', {}, { access: 'everyone' }, ['access']],
    ['another day', { activityDate: '2026-02-14' }, { activityDate: '2026-02-15' }, ['activityDate']],
    ['another colleague', { taggedBy: 'Anna' }, { taggedBy: 'Ion' }, ['taggedBy']],
    ['a place', {}, { place: 'box' }, ['place']],
    ['much', {}, { note: 'Other.', labels: ['Air'], 'x-school': 1 }, ['labels', 'note', 'x-school']],
  ])('says in which fields the file says something else: %s', (_, mine, theirs, fields) => {
    const preview = previewImport(byId([piece(mine)]), byId([piece(theirs)]));
    expect((preview.differing[0]?.fields ?? []).toSorted()).toEqual(fields);
    expect(preview.same).toHaveLength(fields.length === 0 ? 1 : 0);
  });

  it('differs exactly where the list does not say all that the file says, for any copies of a piece', () => {
    fc.assert(
      fc.property(anyFullPiece, anyFullPiece, (one, other) => {
        const [mine, theirs] = [one, { ...other, domain: one.domain, url: one.url }];
        const { differing } = previewImport(byId([mine]), byId([theirs]));
        expect(differing.length === 0).toBe(saysAllOf(mine, theirs));
        // Whatever both say together says all that either says.
        const both = { ...mine, ...theirs };
        expect(previewImport(byId([both]), byId([theirs])).differing).toEqual([]);
      }),
    );
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
