import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { normalPiece } from '../../../evidence/merge/merge-pieces.ts';
import { forEachDomain } from '../../../evidence/mission-domain.ts';
import { saysTheSame } from '../../../evidence/piece/as-it-was.ts';
import { writeTitle } from '../../../evidence/piece/edits.ts';
import { isLive, PIECE_VERSION, type Piece } from '../../../evidence/piece/piece.ts';
import { stamped } from '../../../evidence/piece/registers.ts';
import { deletePiece, restore, tag } from '../../../evidence/piece/tagging.ts';
import { writeNote } from '../../../evidence/piece/write-note.ts';
import { planRestore, previewRestore } from '../../../evidence/snapshots/restore.ts';
import { contentOf, countsIn, SNAPSHOT_VERSION } from '../../../evidence/snapshots/snapshot.ts';
import { type Contents, piecesIn, readContents } from '../../../evidence/storage/contents.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { SETTINGS_VERSION } from '../../../evidence/storage/settings.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { tallyAll } from '../../../evidence/storage/tally.ts';
import { sha256Of } from '../../../evidence/values/sha256.ts';
import { openItems } from '../../support/evidence-store.ts';
import { anyStored, FIRST_ORIGIN, idOf, picture, piece } from '../../support/pieces.ts';

const AT = '2026-11-22T10:00:00.000Z';
const SNAPSHOT = '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11';
const none = forEachDomain(() => 0);

function contentsOf(...pieces: Piece[]): Contents {
  return Object.fromEntries(pieces.map((one) => [`evidence:${idOf(one)}`, one]));
}

/** Goes back to the contents of a snapshot, over a real store and writer in memory. */
async function restored(now: Contents, then: Contents, erasureFails = false) {
  const pieces = [...piecesIn(now).values()];
  const tallies = Array.from(tallyAll(pieces), ([name, count]) => [`tally:${name}`, count]);
  const evidence = openItems({ ...now, ...Object.fromEntries(tallies), summary: summarise(pieces) });
  const content = contentOf(then);
  const hash = await sha256Of(content);
  const said = { version: SNAPSHOT_VERSION, takenAt: AT, reason: 'daily', counts: countsIn(then) } as const;
  await evidence.snapshots.keep({ ...said, id: SNAPSHOT, hash }, content, []);
  if (erasureFails) evidence.area.failing.remove = new Error('The browser was closed');
  const outcome = await evidence.writer.run({ type: 'go-back', id: SNAPSHOT });
  expect(outcome).toMatchObject({ ok: true });
  return { ...evidence, outcome };
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

const here = piece();
const other = piece({ url: 'https://school.example/b', domain: 'model-school' });
const changed = piece({ note: 'Other.' });

describe('the preview of going back to a snapshot', () => {
  it.each<[string, Piece[], Piece[], object]>([
    ['is empty if all is the same', [here], [here], { ...empty(), changesAnything: false }],
    ['shows what is brought back', [], [here], { ...empty(), back: { ...none, collaboration: 1 } }],
    [
      'shows that a deleted piece is brought back',
      [{ ...here, deletedAt: AT }],
      [here],
      { back: { ...none, collaboration: 1 } },
    ],
    ['shows a change', [changed], [here], { ...empty(), changed: { ...none, collaboration: 1 } }],
    ['shows what is removed', [here, other], [here], { ...empty(), gone: { ...none, 'model-school': 1 } }],
    ['shows a deletion', [here], [{ ...here, deletedAt: AT }], { gone: { ...none, collaboration: 1 } }],
  ])('%s', (_, now, then, preview) => {
    expect(previewRestore(contentsOf(...now), contentsOf(...then))).toMatchObject(preview);
  });

  it('names pictures and settings', () => {
    const now = {
      'picture:a': picture(1),
      'picture:b': picture(2),
      settings: { version: 1, language: 'ro' },
    };
    const then = { 'picture:b': picture(3), 'picture:c': picture(4) };
    expect(previewRestore(now, then)).toEqual({ ...empty(), pictures: 3, settings: true });
  });
});

function empty() {
  return { back: none, changed: none, gone: none, pictures: 0, settings: false, changesAnything: true };
}

describe('a record that a newer version wrote, or that can’t be read', () => {
  const newer = { ...here, version: PIECE_VERSION + 1, shape: 'unknown' };
  const bad = { version: 1, title: 3 } as unknown as Piece;
  const key = `evidence:${idOf(here)}`;

  it('stays as it is if it is in the list', async () => {
    const { area } = await restored({ [key]: newer, 'evidence:x': bad }, contentsOf(changed));
    expect(area.items.get(key)).toEqual(newer);
    expect(area.items.get('evidence:x')).toEqual(bad);
  });

  it('is replaced if it can’t be read and the snapshot has it whole', async () => {
    const { area } = await restored({ [key]: bad }, contentsOf(here));
    expect(area.items.get(key)).toEqual(here);
  });

  it('is not written back from a snapshot', () => {
    expect(() => planRestore({}, { [key]: newer }, AT)).toThrow('newer-snapshot');
    expect(() => planRestore({}, { settings: { version: SETTINGS_VERSION + 1 } }, AT)).toThrow(
      'newer-snapshot',
    );
    expect(planRestore({ [key]: newer }, { [key]: newer }, AT).put).toEqual({});
  });
});

const anyContents: fc.Arbitrary<Contents> = fc
  .record({
    pieces: fc.uniqueArray(anyStored, { selector: idOf, maxLength: 5 }),
    pictures: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(picture(1), picture(2))),
    rest: fc.record(
      {
        settings: fc.constantFrom(
          { version: 1, language: 'ro' },
          { version: 1, name: 'Anna', origin: FIRST_ORIGIN },
        ),
        labels: fc.constantFrom(['Water'], ['Air', 'Earth']),
        'form:2026': fc.string(),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ pieces, pictures, rest }) => ({
    ...contentsOf(...pieces),
    ...Object.fromEntries(Object.entries(pictures).map(([name, one]) => [`picture:${name}`, one])),
    ...rest,
  }));

/** Two states of one list: they share pieces. */
const twoStates = fc.tuple(anyContents, anyContents, fc.array(fc.nat())).map(([now, other, shared]) => {
  const entries = Object.entries(now);
  const kept = shared.map((index) => entries[index % Math.max(1, entries.length)]).filter(Boolean);
  return [now, { ...other, ...Object.fromEntries(kept as [string, unknown][]) }] as const;
});

it('going back leaves exactly the contents of the snapshot, with counts that agree, and then nothing more to do', async () => {
  await fc.assert(
    fc.asyncProperty(twoStates, async ([now, then]) => {
      const { store } = await restored(now, then);
      const contents = await readContents(store);
      expect(contents).toEqual(JSON.parse(JSON.stringify(then)));
      const { pieces, summary, tallies } = await readList(store);
      expect(summary).toEqual(summarise(pieces.values()));
      expect(new Map([...tallies].filter(([, count]) => count > 0))).toEqual(tallyAll(pieces.values()));
      expect(previewRestore(contents, then).changesAnything).toBe(false);
    }),
    { numRuns: 100 },
  );
});

const LATER = '2031-01-01T00:00:00.000Z';
const FIRST = { origin: FIRST_ORIGIN, name: '' };

/** Any change of a piece after a snapshot. */
const anyChange: fc.Arbitrary<(one: Piece) => Piece> = fc.constantFrom(
  (one) => one,
  (one) => writeTitle(one, 'Changed since', LATER),
  (one) => (isLive(one) ? writeNote(one, 'Written since.', LATER, FIRST) : one),
  (one) => tag(one, one, one.domain, LATER, { origin: 'ion', name: 'Ion' }),
  (one) => deletePiece(one, LATER, 'ion'),
  (one) => deletePiece(one, LATER, FIRST_ORIGIN),
  (one) => restore(one, LATER, FIRST),
);

/** Any list, and what became of its pieces since. */
const anyPast = fc
  .tuple(anyContents, fc.array(anyChange, { minLength: 5, maxLength: 5 }))
  .map(([then, changes]) => {
    const now: Record<string, unknown> = { ...then };
    [...piecesIn(then)].forEach(([id, one], index) => {
      now[`evidence:${id}`] = stamped(one, changes[index]?.(one) ?? one);
    });
    return [now, then] as const;
  });

/** Undo orders the quotes and labels of a page that was moved as a merge does. */
function normal(contents: Contents): Contents {
  return { ...contents, ...contentsOf(...[...piecesIn(contents).values()].map(normalPiece)) };
}

it('going back shows every piece as it was, whatever became of it since, and Undo as it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyPast, async ([now, then]) => {
      const { store, writer, outcome } = await restored(now, then);
      const contents = await readContents(store);
      expect(Object.keys(contents).sort()).toEqual(Object.keys(then).sort());
      const [back, was] = [piecesIn(contents), piecesIn(then)];
      for (const [id, one] of was) expect([id, saysTheSame(back.get(id) as Piece, one)]).toEqual([id, true]);
      const { pieces, summary, tallies, unreadable } = await readList(store);
      expect(unreadable.size).toBe(0);
      expect(summary).toEqual(summarise(pieces.values()));
      expect(new Map([...tallies].filter(([, count]) => count > 0))).toEqual(tallyAll(pieces.values()));
      expect(previewRestore(contents, then).changesAnything).toBe(false);
      const id = outcome.ok ? outcome.undoId : undefined;
      if (id === undefined) return;
      expect(await writer.run({ type: 'undo', id })).toMatchObject({ ok: true, left: 0 });
      expect(normal(await readContents(store))).toEqual(normal(JSON.parse(JSON.stringify(now))));
    }),
    { numRuns: 200 },
  );
});

it('going back shows the list of the snapshot even if it is interrupted before the last step', async () => {
  await fc.assert(
    fc.asyncProperty(twoStates, async ([now, then]) => {
      const whole = await readList((await restored(now, then)).store);
      const cut = await readList((await restored(now, then, true)).store);
      const live = (pieces: ReadonlyMap<string, Piece>) =>
        Object.fromEntries([...pieces].filter(([, one]) => isLive(one)).sort());
      expect(live(cut.pieces)).toEqual(live(whole.pieces));
      expect(cut.unreadable).toEqual(whole.unreadable);
      expect(cut.pictures).toEqual(whole.pictures);
      expect(cut.summary).toEqual(whole.summary);
    }),
    { numRuns: 100 },
  );
});

it.each([
  ['erased', false],
  ['left as a trace', true],
])(
  'going back has an Undo that leaves the list as it was before, if the replaced records were %s',
  async (_, erasureFails) => {
    const property = fc.asyncProperty(twoStates, async ([now, then]) => {
      const { store, writer, outcome } = await restored(now, then, erasureFails);
      const id = outcome.ok ? outcome.undoId : undefined;
      if (id === undefined) expect(outcome).toMatchObject({ count: 0 });
      else expect(await writer.run({ type: 'undo', id })).toMatchObject({ ok: true, left: 0 });
      const contents = await readContents(store);
      const rest = (all: Contents) =>
        Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('evidence:')));
      const live = (all: Contents) =>
        Object.fromEntries([...piecesIn(all)].filter(([, one]) => isLive(one)).sort());
      expect(rest(contents)).toEqual(rest(JSON.parse(JSON.stringify(now))));
      expect(live(contents)).toEqual(JSON.parse(JSON.stringify(live(now))));
      const { pieces, summary } = await readList(store);
      expect(summary).toEqual(summarise(pieces.values()));
    });
    await fc.assert(property, { numRuns: 100 });
  },
);
