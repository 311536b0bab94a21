import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_VERSION, parseEvidence } from '../../evidence/evidence.ts';
import { migrate, versionOf } from '../../evidence/migrations.ts';
import stored from '../fixtures/evidence-v1.json';
import { under } from '../support/evidence-store.ts';
import { anyLoosePiece, piece } from '../support/pieces.ts';

const old = piece({ version: 1 });

describe('migrate', () => {
  it.each(Object.entries(under('evidence:', stored)))(
    'changes nothing but the version of the stored record of version 1: %s',
    (_, record) => {
      expect(migrate(record)).toEqual({ ...(record as object), version: EVIDENCE_VERSION });
    },
  );

  it('keeps a field that has a meaning only now, under another name', () => {
    const fields = { quotes: 'x', activityDate: 1, labels: ['a'], status: 'new', access: {}, place: null };
    const parsed = parseEvidence({ ...old, ...fields, taggedBy: 'Ana', school: 'y' });
    expect(parsed).toEqual({
      state: 'ok',
      evidence: piece({
        'v1-quotes': 'x',
        'v1-activityDate': 1,
        'v1-labels': ['a'],
        'v1-status': 'new',
        'v1-access': {},
        'v1-place': null,
        'v1-taggedBy': 'Ana',
        school: 'y',
      }),
    });
  });

  it('writes over no field that has that name already', () => {
    const migrated = migrate({ ...old, labels: 1, 'v1-labels': 2, 'v1-v1-labels': 3 });
    expect(migrated).toEqual(piece({ 'v1-labels': 2, 'v1-v1-labels': 3, 'v1-v1-v1-labels': 1 }));
  });

  it('loses no value, for any fields', () => {
    fc.assert(
      fc.property(anyLoosePiece, (one) => {
        const before = { ...one, version: 1 };
        const { version, ...after } = migrate(before) as typeof before;
        expect(version).toBe(EVIDENCE_VERSION);
        const values = (fields: object) =>
          Object.values(fields)
            .map((value) => JSON.stringify(value))
            .sort();
        expect(values({ ...after, version: 1 })).toEqual(values(before));
      }),
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'evidence'],
    ['an array', [{ version: 1 }]],
    ['no version', { labels: 1 }],
    ['a version that is text', { ...old, version: '1' }],
    ['a version before the first', { ...old, version: 0 }],
    ['half a version', { ...old, version: 1.5 }],
    ['no number', { ...old, version: Number.NaN }],
    ['this version', piece({ labels: ['a'] })],
    ['a newer version', { ...old, version: EVIDENCE_VERSION + 1 }],
  ])('leaves %s as it is', (_, value) => {
    expect(migrate(value)).toBe(value);
  });
});

it.each<[unknown, number | undefined]>([
  [{ version: 3 }, 3],
  [{ version: '3' }, undefined],
  [[], undefined],
  [null, undefined],
  [undefined, undefined],
])('the version of %j is %s', (value, version) => {
  expect(versionOf(value)).toBe(version);
});
