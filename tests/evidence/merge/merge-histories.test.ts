import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import type { PieceList } from '../../../evidence/merge/merge-lists.ts';
import { normalPiece } from '../../../evidence/merge/merge-pieces.ts';
import { type PieceState, stateOf } from '../../../evidence/merge/piece-state.ts';
import { isLive, type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { labelRegister, quoteRegister } from '../../../evidence/piece/registers.ts';
import { hasMoved } from '../../../evidence/piece/removals.ts';
import { exchange, type Installation, openInstallation } from '../../support/installations.ts';
import { MERGE_RUNS, MERGE_TIMEOUT } from '../../support/merge-runs.ts';
import { quote } from '../../support/pieces.ts';

const DOMAINS = ['collaboration', 'model-school'] as const;
const URLS = ['https://school.example/a', 'https://school.example/a/?utm_source=x#b'] as const;

const anyDomain = fc.constantFrom(...DOMAINS);
const anyUrl = fc.constantFrom(...URLS);
const anyId = fc.tuple(anyDomain, anyUrl).map(([domain, url]) => pieceId(domain, url));

const anyCommand = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('tag'),
      domain: anyDomain,
      pages: fc.record({ url: anyUrl, title: fc.constantFrom('Water', '') }).map((page) => [page]),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('write-note'), id: anyId, note: fc.constant('') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('write-title'),
      id: anyId,
      title: fc.constantFrom('Water', 'Air', ''),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('edit-facts'),
      ids: anyId.map((id) => [id]),
      change: fc.record(
        {
          labels: fc.subarray(['Water', 'AIR', 'Earth']),
          place: fc.constantFrom('Shelf', ''),
          status: fc.constantFrom('planned', null),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('add-quotes'),
      id: anyId,
      quotes: fc.subarray([quote('One.'), quote('Two.')], { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('remove-quote'), id: anyId, quote: fc.constant(quote('One.')) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delete'), ids: anyId.map((id) => [id]) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('move'), ids: anyId.map((id) => [id]), to: anyDomain }),
  },
) as fc.Arbitrary<Command>;

type Act =
  | { readonly act: 'do'; readonly command: Command }
  | { readonly act: 'undo'; readonly which: number }
  | { readonly act: 'save' }
  | { readonly act: 'merge'; readonly files: readonly number[] }
  | { readonly act: 'undo-merge' };

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ act: fc.constant('do' as const), command: anyCommand }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(4) }) },
  { weight: 4, arbitrary: fc.constant({ act: 'save' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('merge' as const),
      files: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ act: 'undo-merge' as const }) },
);

const anyHistory = fc.array(fc.record({ who: fc.nat(2), what: anyAct, waits: fc.nat(2) }), {
  minLength: 1,
  maxLength: 24,
  size: 'max',
});

/** Everything that a history can remove from a piece. */
const REMOVABLE = [
  'title',
  'place',
  'status',
  labelRegister('water'),
  labelRegister('air'),
  labelRegister('earth'),
  quoteRegister(quote('One.')),
];

/** The last change, whoever made it, by piece and by part of it: nobody may lose any of these. */
class Ledger {
  private readonly last = new Map<string, Map<string, { at: string; said: string; isOdd: boolean }>>();

  /**
   * Records what an installation has now and did not have before.
   * @param act 'undo-merge' if the last merge was undone: the records it brought in go, and that deletes nothing
   */
  note(before: PieceList, after: PieceList, act: Act['act']): void {
    const isBack = act === 'undo-merge';
    for (const [id, piece] of after) {
      const was = before.get(id);
      if (was === piece) continue;
      const [had, has] = [was && sayings(was), sayings(piece)];
      for (const name of REMOVABLE) {
        // Text that is no longer there was removed, whether or not that was recorded.
        if (!isBack && had?.get(name)?.said && !has.has(name))
          has.set(name, { at: piece.updatedAt, said: '' });
      }
      for (const [name, { at, said }] of has) {
        const past = had?.get(name);
        // Whatever a clock says, a change counts as later than the text before it.
        if (!isBack && past && past.said !== said) expect([id, name, at > past.at]).toEqual([id, name, true]);
        if (past && past.at >= at) continue;
        const known = this.last.get(id) ?? new Map();
        this.last.set(id, known);
        const latest = known.get(name);
        if (!latest || latest.at < at) known.set(name, { at, said, isOdd: false });
        // Two at one moment: either may win.
        else if (latest.at === at && latest.said !== said) known.set(name, { ...latest, isOdd: true });
      }
    }
  }

  /** Checks whether a list has all of it. */
  check(list: PieceList): void {
    for (const [id, known] of this.last) {
      const piece = list.get(id);
      if (!isLive(piece)) continue;
      const has = sayings(piece);
      for (const [name, { said, isOdd }] of known) {
        if (!isOdd) expect([id, name, has.get(name)?.said ?? '']).toEqual([id, name, said]);
      }
    }
  }
}

function sayings(piece: Piece): Map<string, { at: string; said: string }> {
  const state: PieceState = stateOf(piece);
  const said = new Map<string, { at: string; said: string }>();
  for (const [name, { at, value }] of state.registers)
    said.set(name, { at, said: JSON.stringify(value) ?? '' });
  return said;
}

async function play(
  team: readonly Installation[],
  history: readonly { who: number; what: Act; waits: number }[],
  tick: (steps: number) => void,
  ledger?: Ledger,
): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  const made = new Map<number, string[]>();
  let written = 0;
  for (const { who, what, waits } of history) {
    const one = team[who];
    if (!one) continue;
    tick(waits);
    const before = await one.pieces();
    switch (what.act) {
      case 'do': {
        const { command } = what;
        // Every note is different, to show whose note is found where.
        const undoId = await one.run(
          command.type === 'write-note' ? { ...command, note: `${one.name} ${written++}` } : command,
        );
        if (undoId !== undefined) made.set(who, [...(made.get(who) ?? []), undoId]);
        break;
      }
      case 'undo':
        await one.run({ type: 'undo', id: made.get(who)?.at(-1 - what.which) ?? '' });
        break;
      case 'save':
        files.push(await one.save());
        break;
      case 'merge': {
        const dropped = what.files.map((number) => files[number]).filter((file) => file !== undefined);
        await one.merge(dropped);
        expect(await one.merge(dropped.toReversed())).toBe(0);
        continue;
      }
      case 'undo-merge':
        await one.undoMerge();
        break;
    }
    ledger?.note(before, await one.pieces(), what.act);
  }
  return files;
}

it(
  'a team has one list after exchanging files, with everything that nobody removed from a piece',
  async () => {
    const property = fc.asyncProperty(
      anyHistory,
      fc.constantFrom(0, 0, 90_000, -90_000),
      async (history, wrong) => {
        let time = Date.parse('2026-05-01T08:00:00.000Z');
        const clock = () => time;
        const team = [
          openInstallation('Ana', clock),
          openInstallation('Ion', clock, wrong),
          openInstallation('Zofia', clock),
        ];
        const ledger = new Ledger();
        // Moves and people's words have a ledger of their own (teams.test.ts).
        const unmoved = history.filter(({ what }) => what.act !== 'do' || what.command.type !== 'move');
        await play(team, unmoved, (steps) => (time += steps * 60_000), ledger);
        expect(await exchange(team)).toBeLessThanOrEqual(4);
        const [ana, ...others] = await Promise.all(team.map((one) => one.list()));
        for (const other of others) expect(other).toEqual(ana);
        for (const one of team) ledger.check(await one.pieces());
      },
    );
    await fc.assert(property, MERGE_RUNS);
  },
  MERGE_TIMEOUT,
);

it(
  'neither the order of files nor the number of merges they are split into changes the result',
  async () => {
    const property = fc.asyncProperty(anyHistory, fc.infiniteStream(fc.nat()), async (history, numbers) => {
      let time = Date.parse('2026-05-01T08:00:00.000Z');
      const clock = () => time;
      const team = ['Ana', 'Ion', 'Zofia'].map((name) => openInstallation(name, clock));
      const saved = await play(team, history, (steps) => (time += steps * 60_000));
      const files = [...saved, ...(await Promise.all(team.map((one) => one.save())))];
      const shuffled = files
        .map((file) => ({ file, at: numbers.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ file }) => file);
      const [atOnce, oneByOne] = [openInstallation('Eve', clock), openInstallation('Kai', clock)];
      await atOnce.merge(files);
      for (const file of shuffled) await oneByOne.merge([file]);
      const normal = async (one: Installation) =>
        new Map([...(await one.pieces())].sort().map(([id, piece]) => [id, normalPiece(piece)]));
      const words = async (one: Installation) =>
        new Map(
          Array.from(await normal(one), ([id, { contributions, removals, deletedAt }]) => {
            return [id, { contributions, removals, deletedAt }];
          }),
        );
      const isMoved = [...(await atOnce.pieces()).values()].some(hasMoved);
      if (!isMoved) expect(await normal(oneByOne)).toEqual(await normal(atOnce));
      expect(await words(oneByOne)).toEqual(await words(atOnce));
      // Quotes and facts follow a move while nobody has tagged the old place again. Whether somebody has may come to be
      // known later, so the two agree about them once they have given each other their lists.
      expect(await exchange([oneByOne, atOnce])).toBeLessThanOrEqual(2);
      expect(await normal(oneByOne)).toEqual(await normal(atOnce));
    });
    await fc.assert(property, MERGE_RUNS);
  },
  MERGE_TIMEOUT,
);

it(
  'colleagues with right clocks have one list, and no future time in it, whatever a clock far ahead says',
  async () => {
    const start = Date.parse('2026-05-01T08:00:00.000Z');
    const ahead = fc
      .constantFrom('2029-05-01T08:00:00.000Z', '2099-01-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z')
      .map((time) => Date.parse(time) - start);
    const property = fc.asyncProperty(anyHistory, ahead, async (history, wrong) => {
      let time = start;
      const clock = () => time;
      const ana = openInstallation('Ana', clock);
      const zofia = openInstallation('Zofia', clock);
      const team = [ana, openInstallation('Ion', clock, wrong), zofia];
      await play(team, history, (steps) => (time += steps * 60_000));
      // No file changes anything any more: not even the one with the wrong clock, however often it is merged.
      expect(await exchange(team)).toBeLessThanOrEqual(4);
      expect(await zofia.list()).toEqual(await ana.list());
      const limit = new Date(time + 24 * 60 * 60_000).toISOString();
      for (const piece of [...(await ana.pieces()).values(), ...(await zofia.pieces()).values()]) {
        const times = JSON.stringify(piece).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
        expect(times.filter((at) => at > limit)).toEqual([]);
      }
    });
    await fc.assert(property, MERGE_RUNS);
  },
  MERGE_TIMEOUT,
);
