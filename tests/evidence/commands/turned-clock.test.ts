import { beforeEach, expect, it } from 'vitest';
import {
  type Background,
  type MirroredPlaces,
  mirroredPlaces,
  startBackground,
} from '../../support/mirrored-evidence.ts';

const SNAPSHOTS = 12;

let places: MirroredPlaces;
let background: Background;

/** Tags a page on each of some days, so that each day gets its snapshot. */
beforeEach(async () => {
  places = mirroredPlaces();
  background = await startBackground(places);
  for (let day = 1; day <= SNAPSHOTS; day += 1) await tagOn(`2026-11-${String(day).padStart(2, '0')}`);
});

async function tagOn(day: string): Promise<void> {
  places.clock = `${day}T10:00:00.000Z`;
  const page = { url: `https://school.example/${day}`, title: day };
  expect(await background.writer.run({ type: 'tag', domain: 'collaboration', pages: [page] })).toMatchObject({
    ok: true,
  });
  expect(await background.writer.tidyUp()).toMatchObject({ ok: true });
}

const daysOfSnapshots = () =>
  [...places.snapshots.kept.values()].map(({ snapshot }) => snapshot.takenAt.slice(0, 10)).sort();

it('no snapshot expires when the clock falls back by years, as with a flat battery, and is then corrected', async () => {
  const before = daysOfSnapshots();
  expect(before.length).toBeGreaterThan(10);
  await tagOn('2020-01-01');
  expect(daysOfSnapshots()).toEqual(['2020-01-01', ...before]);
  await tagOn('2026-11-20');
  expect(daysOfSnapshots()).toEqual(['2020-01-01', ...before, '2026-11-20']);
});
