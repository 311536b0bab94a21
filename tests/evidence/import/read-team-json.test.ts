import { describe, expect, it } from 'vitest';
import { json } from '../../../evidence/export/json.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { notesOf } from '../../../evidence/piece/contribution.ts';
import { move } from '../../../evidence/piece/move.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { deletePiece, takeOff } from '../../../evidence/piece/tagging.ts';
import exported from '../../fixtures/export-v1.json';
import mergedExport from '../../fixtures/export-v1-merged.json';
import { byId, idOf, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const [T1, T2] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'];
const words = await wordsOf('en');
const live = piece({ taggedAt: T1, updatedAt: T1, taggedBy: 'Ana', origin: 'ana', labels: ['Water'] });
const gone = deletePiece(live, T2, 'ion');

function bytes(file: unknown): Uint8Array {
  return new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
}

function write(list: readonly Piece[], deleted: readonly Piece[]): string {
  return json.write(arrange(list), words, { ...OPTIONS, deleted }) as string;
}

describe('deletions in a backup', () => {
  const text = write([piece({ url: 'https://school.example/b' })], [gone]);

  it('travel without the words and the names of the deleted piece', () => {
    const { domain, url } = gone;
    const bare = { version: 1, domain, url, title: '', taggedAt: T1, updatedAt: T2, deletedAt: T2 };
    expect(JSON.parse(text).evidence.at(-1)).toEqual({
      ...bare,
      removals: [{ at: T2, by: 'ion' }],
      contributions: [{ origin: 'ana' }],
    });
    const { left } = move(live, undefined, 'model-school', T2, 'ion');
    expect(JSON.parse(write([], [left])).evidence).toEqual([
      {
        ...bare,
        removals: [{ at: T2, by: 'ion', to: 'model-school' }],
        contributions: [{ origin: 'ana', isMoved: true }],
      },
    ]);
    const off = takeOff(live, T2, { origin: 'ana' });
    expect(JSON.parse(write([], [off])).evidence).toEqual([
      { ...bare, contributions: [{ origin: 'ana', at: T2, isOff: true }] },
    ]);
  });

  it('do not travel if a merged piece was only removed by Undo', () => {
    const { contributions: _, removals: _at, ...emptied } = gone;
    expect(JSON.parse(write([], [{ ...emptied, deletedAt: T1 }])).evidence).toEqual([]);
  });

  it('delete pieces when files are merged', () => {
    const team = readTeamJson(bytes(text));
    expect(team.ok && team.pieces.size).toBe(2);
    const mine = byId([piece({ taggedAt: T1, updatedAt: T1 })]);
    expect(team.ok && planMerge(mine, [team.pieces]).removed.map(({ id }) => id)).toEqual([idOf(gone)]);
  });
});

describe('readTeamJson', () => {
  it.each([['version 1', exported]])(
    'of a file of %s, which knows no deletions, deletes nothing',
    (_, file) => {
      const content = readTeamJson(bytes(file));
      const mine = byId([piece(), piece({ domain: 'model-school' })]);
      expect(content).toMatchObject({ ok: true });
      expect(content.ok && planMerge(mine, [content.pieces]).removed).toEqual([]);
    },
  );

  it('reads the data that every later version has to read: words of colleagues, times and deletions', () => {
    const content = readTeamJson(bytes(mergedExport));
    expect(content.ok && [...content.pieces.values()]).toEqual(mergedExport.evidence);
  });

  it('reads the same page twice under one domain as two versions of it', () => {
    const two = [piece({ note: 'One.', origin: 'a' }), piece({ note: 'Two.', origin: 'b' })];
    const content = readTeamJson(bytes({ format: 'mission-evidence', version: 1, evidence: two }));
    const [both] = content.ok ? [...content.pieces.values()] : [];
    expect(both && notesOf(both).map(({ note }) => note)).toEqual(['One.', 'Two.']);
  });

  it('reads two versions of a page in one file in either order, also if they say two things of one removal', () => {
    const at = { at: T2, by: 'ion', to: 'model-school' } as const;
    const two = [
      { ...live, removals: [{ ...at, isUndone: true, since: T1 }] },
      { ...live, removals: [{ ...at, isUndone: true }] },
    ];
    const [one, other] = [two, two.toReversed()].map((evidence) =>
      readTeamJson(bytes({ format: 'mission-evidence', version: 1, evidence })),
    );
    expect(one).toMatchObject({ ok: true });
    expect(one).toEqual(other);
  });

  it.each([
    ['invalid JSON', '{', 'not-json'],
    ['another file', {}, 'not-ours'],
    ['a piece that is none', { format: 'mission-evidence', version: 1, evidence: [{}] }, 'bad-piece'],
    [
      'a deletion at no time',
      { format: 'mission-evidence', version: 1, evidence: [{ ...gone, deletedAt: 'now' }] },
      'bad-piece',
    ],
    [
      'a forbidden name among the times',
      JSON.stringify({ format: 'mission-evidence', version: 1, evidence: [piece()] }).replace(
        '"title"',
        '"changedAt":{"__proto__":1},"title"',
      ),
      'forbidden-name',
    ],
    ['a newer format', { format: 'mission-evidence', version: 2, evidence: [] }, 'newer-format'],
  ])('refuses %s', (_, file, code) => {
    expect(readTeamJson(bytes(file))).toMatchObject({ ok: false, fault: { code } });
  });
});
