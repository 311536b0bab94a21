import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { digestOf } from '../../../evidence/mirror/digest.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { RECOVERY_REPORT } from '../../../evidence/storage/recovery-report.ts';
import { anyCommand, anyStart, anySteps, take } from '../../support/commands.ts';
import { itemsOf, under } from '../../support/evidence-store.ts';
import {
  bothSay,
  endSession,
  type MirroredPlaces,
  mirroredPlaces,
  startBackground,
} from '../../support/mirrored-evidence.ts';
import { idOf, noteIn, piece } from '../../support/pieces.ts';

const RUNS = { numRuns: 300 };
const at = (name: string) => ({ url: `https://school.example/${name}`, title: name });
const PIECES = ['a', 'b', 'c'].map((name) => piece(at(name)));
const KEYS = PIECES.map((one) => `evidence:${idOf(one)}`);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

const pieceKey = (index: number) => KEYS[index] as string;
const later = piece({ ...at('a'), note: 'Later.', updatedAt: '2026-07-01T00:00:00.000Z' });

/** Restarts the browser. @returns the recovery report after that */
async function restart(places: MirroredPlaces) {
  endSession(places);
  const { store } = await startBackground(places);
  return store.read(RECOVERY_REPORT);
}

/** Three pieces in all stores, and no recovery report. */
async function threePieces(): Promise<MirroredPlaces> {
  const places = mirroredPlaces(itemsOf(PIECES));
  await startBackground(places);
  expect(await restart(places)).toBeUndefined();
  return places;
}

function expectAgreement(places: MirroredPlaces): void {
  const [list, mirror] = bothSay(places);
  expect(mirror).toEqual(list);
  expect(places.mirror.revision).toBe(places.area.items.get('revision'));
  expect(places.witness.testimony).toMatchObject({
    revision: places.mirror.revision,
    ...digestOf(Object.entries(list)),
  });
}

describe('the mirror, while all is well', () => {
  it('is created with a witness for a list that had none, and nobody is notified', async () => {
    expectAgreement(await threePieces());
  });

  it('writes nothing if there is nothing', async () => {
    const places = mirroredPlaces();
    await startBackground(places);
    expect(await restart(places)).toBeUndefined();
    expect([...places.area.items, places.mirror.revision, places.witness.testimony]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('agrees with list and witness after any commands', async () => {
    const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
      const places = mirroredPlaces(itemsOf(start));
      await take(await startBackground(places), steps);
      const before = bothSay(places);
      expect(await restart(places)).toBeUndefined();
      expect(bothSay(places)).toEqual(before);
      if (places.mirror.revision !== undefined) expectAgreement(places);
    });
    await fc.assert(property, RUNS);
  });

  it('receives later pieces when a field of an earlier one is named like a method of every object', async () => {
    const [odd, ...others] = PIECES.map((one) => ({ ...one, toString: 'x' }));
    const places = mirroredPlaces(itemsOf([odd as Piece, ...others]));
    const { writer } = await startBackground(places);
    const id = idOf(odd as Piece);
    for (const title of ['Water', 'Water in our towns']) {
      expect(await writer.run({ type: 'write-title', id, title })).toMatchObject({ ok: true });
    }
    const page = { url: 'https://school.example/later', title: 'Later' };
    expect(await writer.run({ type: 'tag', domain: 'collaboration', pages: [page] })).toMatchObject({
      ok: true,
    });
    expect(Object.keys(bothSay(places)[1])).toContain(`evidence:collaboration:${page.url}`);
    expectAgreement(places);
  });

  it('does not compare the records again while the browser runs', async () => {
    const places = await threePieces();
    const { length } = places.area.calls;
    await startBackground(places);
    expect(places.area.calls.slice(length)).toEqual([{ name: 'get', keys: 2 }]);
  });
});

describe('a browser that is killed between two writes', () => {
  it('shows a command whole or not at all, damages nothing and reports nothing', async () => {
    const property = fc.asyncProperty(
      anyStart,
      anySteps,
      // A command, or Undo of an earlier one.
      fc.oneof({ weight: 3, arbitrary: anyCommand }, { weight: 1, arbitrary: fc.nat(3) }),
      fc.nat(6),
      async (start, steps, step, writes) => {
        const places = mirroredPlaces(itemsOf(start));
        const background = await startBackground(places);
        const undoIds = await take(background, steps);
        const command: Command =
          typeof step === 'number' ? { type: 'undo', id: undoIds.at(-1 - step) ?? '' } : step;
        // The daily work is done, so that the command is what gets interrupted.
        places.clock = '2026-06-05T00:00:00.000Z';
        await background.writer.tidyUp();
        const [before] = bothSay(places);
        places.clock = '2026-06-05T00:01:00.000Z';
        const wouldBe = await afterCommand(places, command);
        places.writes = writes;
        const outcome = await background.writer.run(command);

        expect(await restart(places)).toBeUndefined();
        const [after] = bothSay(places);
        if (outcome.ok) expect(after).toEqual(wouldBe);
        // Records beside the pieces are erased for good before the pieces, which can then be erased again.
        else if (command.type === 'delete-for-good')
          expect([before, wouldBe].map(piecesIn)).toContainEqual(piecesIn(after));
        else expect([before, wouldBe]).toContainEqual(after);
        if (places.mirror.revision !== undefined) expectAgreement(places);
      },
    );
    await fc.assert(property, RUNS);
  });

  it.each([0, 1, 2, 3, 4])(
    'has an empty list or a whole one, if it was erasing everything and %i writes were done',
    async (writes) => {
      const places = await threePieces();
      const { writer } = await startBackground(places);
      places.writes = writes;
      await writer.run({ type: 'erase-everything' });
      expect(await restart(places)).toBeUndefined();
      expect([0, 3]).toContain(Object.keys(bothSay(places)[0]).length);
    },
  );

  it('has nothing left after erasing everything, and begins anew', async () => {
    const places = await threePieces();
    const { writer } = await startBackground(places);
    expect(await writer.run({ type: 'erase-everything' })).toMatchObject({ ok: true });
    expect([places.area.items.size, places.mirror.records.size, places.witness.testimony]).toEqual([
      0,
      0,
      undefined,
    ]);
    await writer.run({ type: 'merge', pieces: PIECES });
    expectAgreement(places);
    expect(await restart(places)).toBeUndefined();
  });
});

/** Only the pieces in the contents of a store. */
function piecesIn(said: Record<string, unknown>) {
  return under('evidence:', said);
}

/** The contents of the list after a command: run on undamaged copies of the same stores. */
async function afterCommand(places: MirroredPlaces, command: Parameters<typeof take>[1][number]) {
  const twin = mirroredPlaces(Object.fromEntries(structuredClone([...places.area.items])));
  for (const [key, value] of structuredClone([...places.mirror.records])) twin.mirror.records.set(key, value);
  for (const [key, value] of places.mirror.erased) twin.mirror.erased.set(key, value);
  twin.clock = places.clock;
  twin.ids = places.ids;
  for (const [id, entry] of places.journal.entries) twin.journal.entries.set(id, entry);
  for (const [id, parts] of places.journal.parts) twin.journal.parts.set(id, structuredClone(parts));
  await twin.session.set(Object.fromEntries(places.session.items));
  twin.mirror.revision = places.mirror.revision;
  twin.witness.testimony = places.witness.testimony;
  await take(await startBackground(twin), [command]);
  return bothSay(twin)[0];
}

describe('damage', () => {
  it('to any records of list or mirror is found, and all of them are restored', async () => {
    const damage = fc.record({ place: fc.constantFrom('list', 'mirror'), how: fc.nat(3), which: fc.nat() });
    const property = fc.asyncProperty(
      anyStart.filter((start) => start.length > 0),
      anySteps,
      fc.array(damage, { minLength: 1, maxLength: 5 }),
      async (start, steps, damages) => {
        const places = mirroredPlaces(itemsOf(start));
        const background = await startBackground(places);
        await take(background, steps);
        await background.writer.run({ type: 'write-note', id: 'none', note: '' });
        const [before] = bothSay(places);
        const hit = new Set<string>();
        for (const { place, how, which } of damages) {
          const records = place === 'list' ? places.area.items : places.mirror.records;
          const keys = Object.keys(before).filter((key) => key.startsWith('evidence:') && !hit.has(key));
          const key = keys[which % keys.length];
          if (key === undefined) continue;
          hit.add(key);
          if (how === 0) records.set(key, { garbage: true });
          else records.delete(key);
        }
        const recoveryReport = await restart(places);
        expect(bothSay(places)).toEqual([before, before]);
        expect((recoveryReport?.restored?.list ?? 0) + (recoveryReport?.restored?.mirror ?? 0)).toBe(
          hit.size,
        );
        expect(recoveryReport?.undecided).toBeUndefined();
        expect(await restart(places)).toEqual(recoveryReport);
      },
    );
    await fc.assert(property, RUNS);
  });

  it('that empties the list is not mistaken for a first run', async () => {
    const places = await threePieces();
    const [before] = bothSay(places);
    places.area.items.clear();
    expect(await restart(places)).toMatchObject({ restored: { list: 3, mirror: 0 } });
    expect(bothSay(places)).toEqual([before, before]);
    expect(places.area.items.get('summary')).toMatchObject({ counts: { collaboration: 3 } });
  });

  it('that erases the mirror is reported, and the mirror is created anew', async () => {
    const places = await threePieces();
    places.mirror.records.clear();
    places.mirror.revision = undefined;
    expect(await restart(places)).toMatchObject({ restored: { list: 0, mirror: 3 } });
    expectAgreement(places);
  });

  it('that erases mirror and witness is reported', async () => {
    const places = await threePieces();
    const { writer } = await startBackground(places);
    await writer.run({ type: 'save-settings', change: { name: 'Anna' } });
    places.mirror.records.clear();
    places.mirror.revision = undefined;
    places.witness.testimony = undefined;
    expect(await restart(places)).toMatchObject({ restored: { list: 0, mirror: 4 } });
  });

  it('is repaired one record at a time if the list rejects all at once, and a rejected record is reported', async () => {
    const places = await threePieces();
    for (const key of KEYS) places.area.items.delete(key);
    const { set } = places.area;
    places.area.set = async (items) => {
      if (pieceKey(1) in items) throw new Error('An unexpected error occurred');
      return set(items);
    };
    expect(await restart(places)).toMatchObject({ restored: { list: 2 }, undecided: { unreadable: 1 } });
    expect(Object.keys(bothSay(places)[0])).toHaveLength(2);
    expect(Object.keys(bothSay(places)[1])).toHaveLength(3);
    places.area.set = set;
    await restart(places);
    expectAgreement(places);
  });

  it('prevents tidying up until list and mirror could be compared', async () => {
    const old = piece({ deletedAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' });
    const places = mirroredPlaces(itemsOf([...PIECES, old]));
    await startBackground(places);
    places.area.items.delete(pieceKey(0));
    endSession(places);
    places.area.failing.set = new Error('An unexpected error occurred');
    const { writer } = await startBackground(places);
    expect(await writer.tidyUp()).toEqual({ ok: false, fault: 'storage-failed' });
    expect(places.area.items.has(`evidence:${idOf(old)}`)).toBe(true);
  });

  it('that resets the list to an earlier state is repaired from the mirror', async () => {
    const places = await threePieces();
    const old = structuredClone([...places.area.items]);
    const { writer } = await startBackground(places);
    await writer.run({ type: 'write-note', id: idOf(PIECES[0] ?? piece()), note: 'New.' });
    // The snapshot of the day is saved behind the change.
    await writer.checkAtStart();
    const [before] = bothSay(places);
    places.area.items.clear();
    for (const [key, value] of old) places.area.items.set(key, value);
    // The note, and the id of the installation that wrote it.
    expect(await restart(places)).toMatchObject({ restored: { list: 2, mirror: 0 } });
    expect(bothSay(places)).toEqual([before, before]);
    // The still readable part of the list can be recovered from a snapshot.
    expect([...places.snapshots.kept.values()].map(({ snapshot }) => snapshot.reason)).toContain(
      'before-recovery',
    );
  });

  it('that resets the mirror to an earlier state is reported, too', async () => {
    const places = await threePieces();
    const old = structuredClone([...places.mirror.records]);
    const { revision } = places.mirror;
    const { writer } = await startBackground(places);
    await writer.run({ type: 'write-note', id: idOf(PIECES[0] ?? piece()), note: 'New.' });
    await restart(places);
    places.mirror.records.clear();
    for (const [key, value] of old) places.mirror.records.set(key, value);
    places.mirror.revision = revision;
    expect(await restart(places)).toMatchObject({ restored: { list: 0, mirror: 1 } });
    expectAgreement(places);
  });

  it('is repaired if the list can’t be read all at once', async () => {
    const places = await threePieces();
    const broken = new Set([pieceKey(1)]);
    const { get, set } = places.area;
    places.area.get = async (keys) => {
      if (broken.size > 0 && (keys === null || [keys].flat().some((key) => broken.has(key)))) {
        throw new Error('Corruption');
      }
      return get(keys);
    };
    places.area.set = async (items) => {
      for (const key of Object.keys(items)) broken.delete(key);
      return set(items);
    };
    expect(await restart(places)).toMatchObject({ restored: { list: 1, mirror: 0 } });
    expectAgreement(places);
  });
});

describe('an older version of the extension, which writes the list alone', () => {
  it('is trusted, and nobody is notified', async () => {
    const places = await threePieces();
    const added = piece({ url: 'https://school.example/d', updatedAt: '2026-07-01T00:00:00.000Z' });
    places.area.items.set(pieceKey(0), later);
    places.area.items.set(`evidence:${idOf(added)}`, added);
    places.area.items.set('settings', { version: 1, name: 'Anna' });
    expect(await restart(places)).toBeUndefined();
    expect(bothSay(places)[0]).toMatchObject({ [pieceKey(0)]: later });
    expect(Object.keys(bothSay(places)[0])).toHaveLength(5);
    expectAgreement(places);
  });
});

describe('an undecided difference', () => {
  it('is reported, and nothing changes', async () => {
    const places = await threePieces();
    places.area.items.delete(pieceKey(0));
    places.mirror.records.delete(pieceKey(0));
    const [before] = bothSay(places);
    const undecided = { missing: 1, unreadable: 0, differing: 0, outdated: false };
    expect(await restart(places)).toMatchObject({ undecided });
    expect(bothSay(places)).toEqual([before, before]);
    // It stays so until somebody decides, whatever is written meanwhile.
    const { writer } = await startBackground(places);
    await writer.run({
      type: 'merge',
      pieces: [piece({ url: 'https://school.example/d' })],
    });
    expect(await restart(places)).toMatchObject({ undecided });
    const again = await startBackground(places);
    expect(await again.writer.run({ type: 'recover', choice: 'list' })).toMatchObject({ ok: true });
    expect(await restart(places)).toBeUndefined();
    expectAgreement(places);
  });

  it('is reported if list and mirror are older than the witness, until somebody decides', async () => {
    const places = await threePieces();
    const { testimony } = places.witness;
    if (testimony) places.witness.testimony = { ...testimony, revision: testimony.revision + 5 };
    expect(await restart(places)).toMatchObject({ undecided: { missing: 0, outdated: true } });
    const { writer } = await startBackground(places);
    await writer.run({ type: 'delete', ids: [idOf(PIECES[0] ?? piece())] });
    expect(await restart(places)).toMatchObject({ undecided: { outdated: true } });
    const again = await startBackground(places);
    await again.writer.run({ type: 'recover', choice: 'everything' });
    expect(await restart(places)).toBeUndefined();
  });

  it('includes an empty list with a summary that counts more', async () => {
    const places = await threePieces();
    for (const key of KEYS) places.area.items.delete(key);
    places.mirror.records.clear();
    places.mirror.revision = undefined;
    places.witness.testimony = undefined;
    expect(await restart(places)).toMatchObject({ undecided: { missing: 3 } });
  });

  it.each([
    ['list', 'Mine.'],
    ['mirror', 'Other.'],
    ['everything', 'Mine.'],
  ] as const)('is chosen: %s', async (choice, note) => {
    const places = await threePieces();
    places.area.items.set(pieceKey(0), piece({ ...at('a'), note: 'Mine.' }));
    places.mirror.records.set(pieceKey(0), piece({ ...at('a'), note: 'Other.' }));
    const before = bothSay(places);
    expect(await restart(places)).toMatchObject({ undecided: { differing: 1 } });
    expect(bothSay(places)).toEqual(before);
    const { writer } = await startBackground(places);
    expect(await writer.run({ type: 'recover', choice })).toMatchObject({ ok: true });
    expect(bothSay(places)[0]).toMatchObject({ [pieceKey(0)]: { contributions: [{ note }] } });
    expectAgreement(places);
    // The snapshot before it holds the version that was not chosen.
    const [kept] = places.snapshots.kept.values();
    expect(kept?.content).toContain(note === 'Mine.' ? 'Other.' : 'Mine.');
    expect(await restart(places)).toBeUndefined();
  });

  it('is not decided without a snapshot to go back to', async () => {
    const places = await threePieces();
    places.mirror.records.set(pieceKey(0), piece({ ...at('a'), note: 'Other.' }));
    places.witness.testimony = undefined;
    await restart(places);
    const before = bothSay(places);
    places.snapshots.failing = new Error('No room');
    const { writer } = await startBackground(places);
    expect(await writer.run({ type: 'recover', choice: 'mirror' })).toEqual({
      ok: false,
      fault: 'no-snapshot',
    });
    expect(bothSay(places)).toEqual(before);
  });

  it('prevents the erasing of expired pieces until it is decided', async () => {
    const old = piece({ deletedAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' });
    const places = mirroredPlaces(itemsOf([...PIECES, old]));
    await startBackground(places);
    places.area.items.delete(pieceKey(0));
    places.mirror.records.delete(pieceKey(0));
    endSession(places);
    const { writer } = await startBackground(places);
    await writer.tidyUp();
    expect(places.area.items.has(`evidence:${idOf(old)}`)).toBe(true);
  });
});

describe('a mirror that can’t be written', () => {
  it('does not fail the command, is reported, and is brought up to date later', async () => {
    const places = await threePieces();
    const { writer, store } = await startBackground(places);
    places.mirror.refusing = new Error('Quota');
    const id = idOf(PIECES[0] ?? piece());
    expect(await writer.run({ type: 'write-note', id, note: 'One.' })).toMatchObject({ ok: true });
    expect(await store.read(RECOVERY_REPORT)).toMatchObject({ mirrorFails: true });
    places.mirror.refusing = undefined;
    expect(await writer.run({ type: 'delete', ids: [id] })).toMatchObject({ ok: true });
    expect(await store.read(RECOVERY_REPORT)).toBeUndefined();
    expectAgreement(places);
  });

  it('is brought up to date by another background, too, without a report of damage', async () => {
    const places = await threePieces();
    const { writer } = await startBackground(places);
    places.mirror.refusing = new Error('Quota');
    await writer.run({ type: 'write-note', id: idOf(PIECES[0] ?? piece()), note: 'One.' });
    places.mirror.refusing = undefined;
    const { store } = await startBackground(places);
    expect(await store.read(RECOVERY_REPORT)).toBeUndefined();
    expectAgreement(places);
  });

  it('does not excuse a full disk: the command fails, even if repeated, until list or mirror is safe', async () => {
    const places = await threePieces();
    const { writer, store } = await startBackground(places);
    const command = { type: 'write-note', id: idOf(PIECES[0] ?? piece()), note: 'One.' } as const;
    places.mirror.refusing = new Error('Quota');
    // Small writes still find room, the filler of a renewal does not.
    places.area.failing.large = new Error('IO error: No space left on device');
    const failed = { ok: false, fault: 'storage-failed' };
    expect(await writer.run(command)).toEqual(failed);
    expect(await writer.run(command)).toEqual(failed);
    places.area.failing.large = undefined;
    places.mirror.refusing = undefined;
    expect(await writer.run(command)).toMatchObject({ ok: true });
    expect(await store.read(RECOVERY_REPORT)).toBeUndefined();
    expect(places.mirror.records.get(pieceKey(0))).toMatchObject({
      contributions: [{ note: noteIn(PIECES[0]) }, { note: 'One.' }],
    });
    expectAgreement(places);
  });

  it('prevents erasing for good, because the mirror would bring the piece back', async () => {
    const places = mirroredPlaces(itemsOf([piece({ deletedAt: '2026-03-02T00:00:00.000Z' })]));
    const { writer } = await startBackground(places);
    const before = bothSay(places);
    places.mirror.refusing = new Error('Quota');
    expect(await writer.run({ type: 'delete-for-good', ids: [idOf(piece())] })).toEqual({
      ok: false,
      fault: 'storage-failed',
    });
    expect(bothSay(places).map(piecesIn)).toEqual(before.map(piecesIn));
  });
});

describe('a list after a failed write', () => {
  const id = idOf(PIECES[0] ?? piece());

  async function failOnce() {
    const places = await threePieces();
    const { writer } = await startBackground(places);
    places.area.failing.set = new Error('IO error: No space left on device');
    await writer.run({ type: 'write-note', id, note: 'One.' });
    places.area.failing.set = undefined;
    places.area.calls.splice(0);
    return { places, writer };
  }

  const fillersIn = ({ area }: MirroredPlaces) =>
    area.calls.filter(({ name, isLarge }) => name === 'set' && isLarge);

  it('is renewed once before it is written again, and nothing of the renewal stays', async () => {
    const { places, writer } = await failOnce();
    expect(await writer.run({ type: 'write-note', id, note: 'Two.' })).toMatchObject({ ok: true });
    expect(places.area.calls.find(({ name }) => name === 'set')).toMatchObject({ isLarge: true });
    expect(fillersIn(places)).toHaveLength(2);
    expect(places.area.items.has('renewal')).toBe(false);
    await writer.run({ type: 'write-note', id, note: 'Three.' });
    expect(fillersIn(places)).toHaveLength(2);
    expectAgreement(places);
  });

  it('is renewed by another background, too, until the browser opens its files anew', async () => {
    const { places } = await failOnce();
    const { writer } = await startBackground(places);
    await writer.run({ type: 'write-note', id, note: 'Two.' });
    expect(fillersIn(places)).toHaveLength(2);
    const { places: others } = await failOnce();
    endSession(others);
    await (await startBackground(others)).writer.run({ type: 'write-note', id, note: 'Two.' });
    expect(fillersIn(others)).toEqual([]);
  });

  it('accepts nothing that would be lost while it can’t be renewed', async () => {
    const { places, writer } = await failOnce();
    places.area.failing.large = new Error('IO error: No space left on device');
    const before = bothSay(places);
    expect(await writer.run({ type: 'write-note', id, note: 'Two.' })).toEqual({
      ok: false,
      fault: 'storage-failed',
    });
    expect(bothSay(places)).toEqual(before);
  });

  it('loses the filler of a renewal that a crash interrupted', async () => {
    const places = await threePieces();
    places.area.items.set('renewal', '----');
    await restart(places);
    expect(places.area.items.has('renewal')).toBe(false);
  });
});

it('the recovery report names restored pieces once', async () => {
  const places = await threePieces();
  places.area.items.delete(pieceKey(2));
  expect(await restart(places)).toMatchObject({ restored: { list: 1 } });
  const { writer, store } = await startBackground(places);
  await writer.run({ type: 'dismiss-recovery-notice' });
  expect(await store.read(RECOVERY_REPORT)).toBeUndefined();
  expect(await restart(places)).toBeUndefined();
});
