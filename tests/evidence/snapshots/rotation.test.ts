import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AHEAD_KEPT, MAX_SNAPSHOTS, NEWEST_KEPT, outdated } from '../../../evidence/snapshots/rotation.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A Thursday at midnight: a week of the rotation begins then. */
const THURSDAY = Date.parse('2026-01-01T00:00:00.000Z');

/** All times are trusted. */
const SURE = { until: '9999-12-31T00:00:00.000Z', isSure: true };

/** One snapshot a day: `d0` is of that Thursday. */
function days(count: number) {
  return Array.from({ length: count }, (_, day) => ({
    id: `d${day}`,
    takenAt: new Date(THURSDAY + day * DAY_MS).toISOString(),
    hash: `hash ${day}`,
  }));
}

const keptOf = (all: ReturnType<typeof days>, hashNow: string) => {
  const gone = outdated(all, hashNow, SURE);
  return all.map(({ id }) => id).filter((id) => !gone.includes(id));
};

describe('the rotation', () => {
  it('drops none as long as there are few', () => {
    expect(outdated(days(NEWEST_KEPT), 'now', SURE)).toEqual([]);
    expect(outdated([], 'now', SURE)).toEqual([]);
  });

  it('holds the newest ten, and before them the newest of each week', () => {
    const newest = Array.from({ length: 10 }, (_, index) => `d${index + 30}`);
    expect(keptOf(days(40), 'now')).toEqual(['d6', 'd13', 'd20', 'd27', 'd29', ...newest]);
  });

  it('stays within its number however long it continues, and holds a month of it', () => {
    let kept: ReturnType<typeof days> = [];
    for (const one of days(400)) {
      kept = [...kept, one];
      const gone = outdated(kept, one.hash, SURE);
      kept = kept.filter(({ id }) => !gone.includes(id));
      expect(kept.length).toBeLessThanOrEqual(MAX_SNAPSHOTS);
    }
    expect(kept).toHaveLength(MAX_SNAPSHOTS);
    const [oldest] = kept;
    expect(Date.parse(kept.at(-1)?.takenAt ?? '') - Date.parse(oldest?.takenAt ?? '')).toBeGreaterThan(
      30 * DAY_MS,
    );
  });

  it('drops no good snapshot for one of a clock that was ahead, while the date is doubtful or sure', () => {
    const good = days(MAX_SNAPSHOTS);
    const ahead = Array.from({ length: 10 }, (_, day) => ({
      id: `a${day}`,
      takenAt: new Date(Date.parse('2099-01-01T00:00:00.000Z') + day * DAY_MS).toISOString(),
      hash: `ahead ${day}`,
    }));
    const until = new Date(THURSDAY + MAX_SNAPSHOTS * DAY_MS).toISOString();
    const keptWhile = (isSure: boolean, some = good) => {
      const gone = outdated([...some, ...ahead], 'now', { until, isSure });
      return [...some, ...ahead].map(({ id }) => id).filter((id) => !gone.includes(id));
    };
    const alone = keptOf(good, 'now');
    expect(keptWhile(true)).toEqual(alone);
    expect(keptWhile(false)).toEqual([...alone, ...ahead.slice(-AHEAD_KEPT).map(({ id }) => id)]);
    // As long as there are few good ones, the doubtful ones may be what somebody wants to go back to.
    expect(keptWhile(true, good.slice(0, 3))).toEqual([...good.slice(0, 3), ...ahead].map(({ id }) => id));
  });

  it('never drops the newest that differs from the list, however old', () => {
    const all = days(40).map((one, day) => ({ ...one, hash: day < 2 ? 'other' : 'now' }));
    expect(keptOf(all, 'now')).toContain('d1');
    expect(keptOf(all, 'now')).toHaveLength(MAX_SNAPSHOTS);
  });
});

const anySnapshots = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    takenAt: fc.integer({ min: 0, max: 300 }).map((day) => new Date(THURSDAY + day * DAY_MS).toISOString()),
    hash: fc.constantFrom('a', 'b', 'c'),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
);

it('the rotation holds what it promises, whatever snapshots exist and in whatever order', () => {
  fc.assert(
    fc.property(anySnapshots, fc.constantFrom('a', 'b'), (all, hashNow) => {
      const gone = outdated(all, hashNow, SURE);
      const kept = all.filter(({ id }) => !gone.includes(id));
      expect(new Set(gone).size).toBe(gone.length);
      expect(kept.length).toBeLessThanOrEqual(MAX_SNAPSHOTS);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(all.length, NEWEST_KEPT));
      const times = all.map(({ takenAt }) => takenAt).sort();
      expect(kept.map(({ takenAt }) => takenAt)).toEqual(expect.arrayContaining(times.slice(-NEWEST_KEPT)));
      const others = all.filter(({ hash }) => hash !== hashNow).map(({ takenAt }) => takenAt);
      if (others.length > 0) {
        const newest = others.sort().at(-1);
        expect(kept.some(({ hash, takenAt }) => hash !== hashNow && takenAt === newest)).toBe(true);
      }
      // A second look gives the same result: nothing is dropped for having been looked at twice.
      expect(outdated(kept, hashNow, SURE)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
