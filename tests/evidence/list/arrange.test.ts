import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, listByDomain, newestFirst, onlyShown, orderOf } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { isLive } from '../../../evidence/piece/piece.ts';
import { anyList, byId, idOf, piece } from '../../support/pieces.ts';

const MARCH = '2026-03-01T09:00:00.000Z';
const APRIL = '2026-04-01T09:00:00.000Z';
const at = (path: string, fields = {}) => piece({ url: `https://school.example/${path}`, ...fields });

describe('arrange', () => {
  it('puts domains in Mission order, including empty ones, and newest first in each', () => {
    const model = at('m', { domain: 'model-school' });
    const old = at('a', { taggedAt: MARCH });
    const young = at('b', { taggedAt: APRIL });
    expect(arrange([model, old, young])).toEqual([
      { domain: 'shared-leadership', pieces: [] },
      { domain: 'collaboration', pieces: [young, old] },
      { domain: 'student-agency', pieces: [] },
      { domain: 'model-school', pieces: [model] },
      { domain: 'inclusive-innovation', pieces: [] },
    ]);
  });

  it('omits deleted pieces', () => {
    const [first] = arrange([at('a', { domain: 'shared-leadership', deletedAt: APRIL })]);
    expect(first?.pieces).toEqual([]);
  });

  it('orders pieces of the same moment by address', () => {
    const pieces = [at('b'), at('c'), at('a')];
    expect(pieces.sort(newestFirst).map(({ url }) => url.at(-1))).toEqual(['a', 'b', 'c']);
  });

  it('returns every live piece once, in an order that does not depend on the order of the input', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const arranged = arrange(list);
        expect(arranged).toEqual(arrange(list.toReversed()));
        const pieces = arranged.flatMap((section) => section.pieces);
        expect(pieces.map(idOf).sort()).toEqual(list.filter(isLive).map(idOf).sort());
      }),
    );
  });

  it('does not reorder the list it is given', () => {
    const list = [at('a', { taggedAt: MARCH }), at('b', { taggedAt: APRIL })];
    const before = [...list];
    arrange(list);
    expect(list).toEqual(before);
  });
});

describe('orderOf', () => {
  const compare = new Intl.Collator('ro').compare;
  const a = at('a', { title: 'Școala', taggedAt: APRIL, activityDate: '2026-01-01', position: 2 });
  const b = at('b', { title: '', taggedAt: MARCH, position: 1 });
  const c = at('c', { title: 'Sarea', taggedAt: APRIL, activityDate: '2026-02-01' });
  it.each([
    ['tagged', 'acb'],
    ['activity', 'bca'],
    ['title', 'cab'],
    ['hand', 'cba'],
  ] as const)('%s', (sort, order) => {
    const sorted = [b, a, c].sort(orderOf(sort, compare));
    expect(sorted.map(({ url }) => url.at(-1)).join('')).toBe(order);
  });
});

it('pieces are exported in the order made by hand', () => {
  const pieces = [at('a', { position: 3 }), at('b', { position: 1 }), at('c', { position: 2 })];
  const [, section] = arrange(pieces);
  expect(section?.pieces.map(({ url }) => url.at(-1)).join('')).toBe('bca');
});

describe('listByDomain', () => {
  it('returns the pieces to show, with their ids, newest first', () => {
    const [old, young, hidden] = [at('a', { taggedAt: MARCH }), at('b', { taggedAt: APRIL }), at('c')];
    const shown = onlyShown(listByDomain(byId([old, young, hidden])), ({ id }) => id !== idOf(hidden));
    expect(Object.keys(shown)).toEqual([...MISSION_DOMAINS]);
    expect(shown.collaboration).toEqual([
      { id: idOf(young), evidence: young },
      { id: idOf(old), evidence: old },
    ]);
  });
});
