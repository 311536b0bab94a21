import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { removalSchema } from '../../../evidence/piece/removal-schema.ts';
import {
  hasMoved,
  joinRemovals,
  lastMove,
  lastRemoval,
  MAX_REMOVALS,
  type Removal,
  removalOf,
  withUndone,
} from '../../../evidence/piece/removals.ts';

const BEFORE = '2026-04-01T00:00:00.000Z';
const FIRST = '2026-05-01T00:00:00.000Z';
const BETWEEN = '2026-05-15T00:00:00.000Z';
const SECOND = '2026-06-01T00:00:00.000Z';
const THIRD = '2026-07-01T00:00:00.000Z';

const toModel: Removal = { at: FIRST, to: 'model-school' };
const toAgency: Removal = { at: SECOND, to: 'student-agency' };
const deletion: Removal = { at: SECOND, by: 'ana' };
const undone = (removal: Removal): Removal => ({ ...removal, isUndone: true });

/** Something that was never changed since it is there. */
const since = (moment: string) => ({ there: moment, changed: moment });

describe('a stored removal', () => {
  it.each<[string, unknown]>([
    ['a deletion by somebody', deletion],
    ['a deletion by nobody knows whom', { at: FIRST }],
    ['a move', toModel],
    ['one that was undone', undone(toModel)],
    ['a move that undoing another made', { ...toAgency, since: FIRST }],
  ])('is %s', (_, removal) => {
    expect(v.parse(removalSchema, removal)).toEqual(removal);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a domain alone', 'model-school'],
    ['a move to an unknown domain', { ...toModel, to: 'elsewhere' }],
    ['one without a time', { to: 'model-school' }],
    ['one at a time that does not sort', { ...toModel, at: '2026-05-01' }],
    ['one since a time that does not sort', { ...toModel, since: 'yesterday' }],
    ['one by an installation without an id', { ...deletion, by: '' }],
    ['one by an installation with an id without an end', { ...deletion, by: 'a'.repeat(65) }],
    // “Not undone” has one form only, or two lists would differ for ever.
    ['one that says that it was not undone', { ...toModel, isUndone: false }],
  ])('is not %s', (_, removal) => {
    expect(v.is(removalSchema, removal)).toBe(false);
  });
});

describe('the removal that took something away', () => {
  const moves = [toModel, toAgency];

  it.each<[string, string, Removal | undefined]>([
    ['the first one after it', BEFORE, toModel],
    ['the second one for what came back or was tagged anew in between', FIRST, toAgency],
    ['none for what came with the last one or after it', SECOND, undefined],
  ])('is %s', (_, moment, removal) => {
    expect(removalOf(moves, since(moment))).toEqual(removal);
  });

  it('is the next one that stands, if the first was undone', () => {
    expect(removalOf([undone(toModel), toAgency], since(BEFORE))).toEqual(toAgency);
    expect(removalOf([undone(toModel)], since(BEFORE))).toBeUndefined();
    expect(removalOf([undone(deletion)], since(BEFORE))).toBeUndefined();
  });

  it('spares what was changed after a deletion, by somebody who did not know of it', () => {
    expect(removalOf([deletion], since(BEFORE))).toEqual(deletion);
    expect(removalOf([deletion], { there: BEFORE, changed: BETWEEN })).toEqual(deletion);
    expect(removalOf([deletion], { there: BEFORE, changed: SECOND })).toBeUndefined();
    expect(removalOf([deletion], { there: BEFORE, changed: THIRD })).toBeUndefined();
  });

  it('takes along what was changed after a move, by somebody who did not know of it', () => {
    expect(removalOf([toModel], { there: BEFORE, changed: THIRD })).toEqual(toModel);
  });

  it('is the later deletion for what a move did not take, and the later move for what a deletion spared', () => {
    const later: Removal = { at: THIRD, to: 'model-school' };
    expect(removalOf([toModel, deletion], since(BETWEEN))).toEqual(deletion);
    expect(removalOf([deletion, later], { there: BEFORE, changed: SECOND })).toEqual(later);
  });

  it('does not take along what was there before the move that it undoes, but what came since', () => {
    const back: Removal = { ...toAgency, since: FIRST };
    expect(removalOf([back], since('2026-04-30T23:59:59.999Z'))).toBeUndefined();
    expect(removalOf([back], since(FIRST))).toEqual(back);
    expect(removalOf([back], since(BETWEEN))).toEqual(back);
    expect(removalOf([back], since(SECOND))).toBeUndefined();
  });

  it('is none if there are no removals', () => {
    expect(removalOf(undefined, since(FIRST))).toBeUndefined();
    expect(removalOf([], since(FIRST))).toBeUndefined();
  });
});

describe('the last removal, and the last move,', () => {
  it.each<[string, Removal[] | undefined, Removal | undefined, Removal | undefined]>([
    ['are none if there are none', undefined, undefined, undefined],
    ['are the latest', [toModel, toAgency], toAgency, toAgency],
    ['are the latest that stand', [toModel, undone(toAgency)], toModel, toModel],
    ['are none if all were undone', [undone(toModel), undone(deletion)], undefined, undefined],
    ['differ if it was deleted since', [toModel, deletion], deletion, toModel],
    ['differ if it was only deleted', [deletion], deletion, undefined],
  ])('%s', (_, removals, removal, move) => {
    expect([lastRemoval(removals), lastMove(removals)]).toEqual([removal, move]);
  });

  it('show whether anything was ever moved, also if that was undone: its words may still be elsewhere', () => {
    const pieces = [undefined, null, {}, { removals: [deletion] }];
    expect(pieces.map(hasMoved)).toEqual([false, false, false, false]);
    expect(hasMoved({ removals: [deletion, toModel] })).toBe(true);
    expect(hasMoved({ removals: [undone(toModel)] })).toBe(true);
  });
});

describe('undoing a removal', () => {
  const all = [toModel, deletion, toAgency];

  it('marks those that are meant, and leaves the list before as it was', () => {
    expect(withUndone(all, ({ to }) => to === undefined)).toEqual([toModel, undone(deletion), toAgency]);
    expect(withUndone(all)).toEqual(all.map(undone));
    expect(all).toEqual([toModel, deletion, toAgency]);
  });

  it('changes nothing if there is no such removal, or if it was undone already', () => {
    expect(withUndone(undefined)).toEqual([]);
    expect(withUndone(all, ({ by }) => by === 'ion')).toEqual(all);
    const [first] = [undone(toModel)];
    expect(withUndone([first])[0]).toBe(first);
  });
});

/** A move’s `since` follows from the move, as undoing another makes it. */
const anyRemoval = fc
  .record({
    to: fc.constantFrom(...MISSION_DOMAINS.slice(0, 2), undefined),
    by: fc.constantFrom('ana', 'ion', undefined),
    day: fc.integer({ min: 1, max: 9 }),
    isUndone: fc.boolean(),
  })
  .map(({ to, by, day, isUndone }): Removal => {
    return {
      at: `2026-05-0${day}T00:00:00.000Z`,
      ...(to && { to }),
      ...(by && { by }),
      ...(to && day === 9 && { since: FIRST }),
      ...(isUndone && { isUndone }),
    };
  });
/** The removals of one version of a piece: in the order of their times, each once. */
const anyRemovals = fc.array(anyRemoval, { maxLength: 6 }).map((removals) => joinRemovals([], removals));
const nameOf = ({ at, to, by }: Removal) => [at, to, by].join();

describe('the removals of two versions of a piece', () => {
  it('are all in the joined list, each once and in the order of their times', () => {
    fc.assert(
      fc.property(anyRemovals, anyRemovals, (a, b) => {
        const joined = joinRemovals(a, b);
        expect(joined.map(({ at }) => at)).toEqual(joined.map(({ at }) => at).sort());
        expect(joined.map(nameOf).sort()).toEqual([...new Set([...a, ...b].map(nameOf))].sort());
        for (const one of joined) {
          const versions = [...a, ...b].filter((other) => nameOf(other) === nameOf(one));
          const isUndone = versions.some((other) => other.isUndone);
          expect([one.since, one.isUndone ?? false]).toEqual([versions[0]?.since, isUndone]);
        }
      }),
    );
  });

  it('are the same list, whichever is joined to which, in whatever order and however often', () => {
    fc.assert(
      fc.property(anyRemovals, anyRemovals, anyRemovals, (a, b, c) => {
        expect(joinRemovals(a, b)).toEqual(joinRemovals(b, a));
        expect(joinRemovals(joinRemovals(a, b), c)).toEqual(joinRemovals(a, joinRemovals(b, c)));
        expect(joinRemovals(joinRemovals(a, b), b)).toEqual(joinRemovals(a, b));
        expect(joinRemovals(a, a)).toEqual(a);
      }),
    );
  });

  it('are those of one version if the other has none', () => {
    for (const removals of [[], [toModel], [toModel, deletion]]) {
      expect(joinRemovals(removals)).toEqual(removals);
      expect(joinRemovals(undefined, removals)).toEqual(removals);
    }
  });

  it('stay undone, also if a colleague does not know so yet', () => {
    for (const one of [toModel, deletion]) {
      expect(joinRemovals([undone(one)], [one])).toEqual([undone(one)]);
      expect(joinRemovals([one], [undone(one)])).toEqual([undone(one)]);
    }
  });

  it('are no more than a piece can hold: the latest', () => {
    const many = Array.from({ length: MAX_REMOVALS + 3 }, (_, number): Removal => {
      return { at: new Date(Date.parse(FIRST) + number).toISOString(), to: 'model-school' };
    });
    expect(joinRemovals(many.slice(0, 30), many.slice(30))).toEqual(many.slice(3));
    expect(joinRemovals(many.slice(30), many.slice(0, 30))).toEqual(many.slice(3));
  });
});
