import { describe, expect, it } from 'vitest';
import type { StoredAction } from '../../../evidence/database.ts';
import { entryWith, entryWithout, LIMITS, overLimits } from '../../../evidence/undo/journal.ts';

const MB = 1024 * 1024;
const NOW = '2026-06-30T12:00:00.000Z';

/** @returns an entry of some days ago */
function entry(id: string, days: number, bytes = 1): StoredAction {
  const at = new Date(Date.parse(NOW) - days * 24 * 60 * 60 * 1_000).toISOString();
  return { id, at, parts: 1, count: 1, bytes };
}

/** One entry an hour, the newest first: `a0`, `a1` … */
const many = (count: number) => Array.from({ length: count }, (_, n) => entry(`a${n}`, n / 24));

describe('the limits of the journal', () => {
  it('are 20 actions, 7 days and 64 MB', () => {
    expect(LIMITS).toEqual({ actions: 20, days: 7, bytes: 64 * MB });
  });

  it.each<[string, StoredAction[], string[]]>([
    ['nothing', [], []],
    ['20 actions', many(20), []],
    ['21 actions', many(21), ['a20']],
    ['25 actions in any order', many(25).toReversed(), ['a20', 'a21', 'a22', 'a23', 'a24']],
    ['one of just 7 days', [entry('a', 7)], []],
    ['one of more than 7 days', [entry('a', 7.001), entry('b', 1)], ['a']],
    ['one of a clock that was ahead', [entry('a', -400)], []],
    ['one of 64 MB', [entry('a', 1, 64 * MB)], []],
    ['one of more than 64 MB, whose parts may still be coming', [entry('a', 1, 64 * MB + 1)], []],
    ['two of more than 64 MB together', [entry('old', 2, 40 * MB), entry('new', 1, 30 * MB)], ['old']],
    [
      'a small one behind those over the limit',
      [entry('a', 1, 30 * MB), entry('b', 2, 40 * MB), entry('c', 3, 1)],
      ['b', 'c'],
    ],
    [
      'a large expired one, which does not count against newer ones',
      [entry('a', 9, 64 * MB), entry('b', 1)],
      ['a'],
    ],
  ])('expire the right entries for %s', (_, entries, over) => {
    expect(overLimits(entries, NOW)).toEqual(over);
  });
});

describe('the head of an action', () => {
  const change = { id: 'x', before: null };
  const record = { key: 'draft:x', before: null, after: {} };
  const part = (number: number, at = NOW) => ({
    version: 1 as const,
    id: 'a',
    part: number,
    at,
    pieceCount: number,
    pieces: JSON.stringify(Array(number).fill(change)),
    records: [record],
  });

  it('grows with each part, and has the age of the last one', () => {
    const first = entryWith(undefined, part(1, '2026-06-29T12:00:00.000Z'), 10);
    expect(first).toEqual({ id: 'a', at: '2026-06-29T12:00:00.000Z', parts: 1, count: 2, bytes: 10 });
    expect(entryWith(first, part(2), 7)).toEqual({ id: 'a', at: NOW, parts: 2, count: 5, bytes: 17 });
  });

  it('stays as it is if the same part comes again', () => {
    const both = entryWith(entryWith(undefined, part(1), 10), part(2), 7);
    expect(entryWith(both, part(2), 7)).toBe(both);
    expect(entryWith(both, part(1), 10)).toBe(both);
  });

  it('shrinks with each part that is undone, down to nothing', () => {
    const one = entryWith(undefined, part(1), 10);
    const both = entryWith(one, part(2), 7);
    expect(entryWithout(both, part(2), 7)).toEqual(one);
    expect(entryWithout(one, part(1), 10)).toMatchObject({ parts: 0, count: 0, bytes: 0 });
  });
});
