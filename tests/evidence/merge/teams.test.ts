/**
 * Teams that work side by side and give each other files, in any order. A ledger beside them says of each note who
 * wrote it and who removed it. `npm run test:merge` plays ten thousand histories; a failure prints its seed and shrinks
 * to the shortest one.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { pieceId } from '../../../evidence/piece/piece.ts';
import { exchange, type Installation, openInstallation } from '../../support/installations.ts';
import { MERGE_RUNS, MERGE_TIMEOUT } from '../../support/merge-runs.ts';
import { quote } from '../../support/pieces.ts';
import { TeamLedger } from '../../support/team-ledger.ts';

const DOMAINS = MISSION_DOMAINS.slice(0, 3);
const URLS = ['https://school.example/a', 'https://school.example/b'];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const _YEAR = 365 * DAY;

const anyDomain = fc.constantFrom(...DOMAINS);
const anyUrl = fc.constantFrom(...URLS);
const anyId = fc.tuple(anyDomain, anyUrl).map(([domain, url]) => pieceId(domain, url));
const anyIds = fc.oneof(
  { weight: 4, arbitrary: anyId.map((id) => [id]) },
  { weight: 1, arbitrary: fc.uniqueArray(anyId, { minLength: 1 }) },
);

/** What somebody does who takes nothing away. */
const adding = [
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('tag'),
      domain: anyDomain,
      pages: anyUrl.map((url) => [{ url, title: 'Water' }]),
    }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('write-note'), id: anyId, note: fc.constant('') }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('move'), ids: anyIds, to: anyDomain }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('edit-facts'),
      ids: anyIds,
      change: fc.record({ labels: fc.subarray(['Water', 'Air']) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('add-quotes'),
      id: anyId,
      quotes: fc.subarray([quote('One.'), quote('Two.')], { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('write-title'),
      id: anyId,
      title: fc.constantFrom('Air', 'Sea'),
    }),
  },
];

const removing = [
  {
    weight: 2,
    arbitrary: fc.record(
      { type: fc.constant('delete'), ids: anyIds, onlyMine: fc.constant(true as const) },
      { requiredKeys: ['type', 'ids'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restore'), ids: anyIds }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delete-for-good'), ids: anyIds }) },
];

type Act =
  | { readonly act: 'do'; readonly command: Command }
  | { readonly act: 'undo'; readonly which: number }
  | { readonly act: 'undo-merge' | 'keep' | 'tidy-up' }
  | { readonly act: 'go-back'; readonly which: number }
  | { readonly act: 'save' }
  | { readonly act: 'merge'; readonly files: readonly number[] };

const exchanging: { weight: number; arbitrary: fc.Arbitrary<Act> }[] = [
  { weight: 4, arbitrary: fc.constant({ act: 'save' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('merge' as const),
      files: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
    }),
  },
];

function doing(commands: typeof adding): fc.Arbitrary<Act> {
  return fc.record({
    act: fc.constant('do' as const),
    command: fc.oneof(...commands) as fc.Arbitrary<Command>,
  });
}

const anyAddingAct: fc.Arbitrary<Act> = fc.oneof({ weight: 18, arbitrary: doing(adding) }, ...exchanging);

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 18, arbitrary: doing([...adding, ...(removing as unknown as typeof adding)]) },
  ...exchanging,
  { weight: 3, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'undo-merge' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'keep' }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('go-back' as const), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'tidy-up' }) },
);

/** How long until the next act: mostly minutes, now and then the holidays, or more than a year. */
const anyPause = fc.oneof(
  { weight: 12, arbitrary: fc.nat(3).map((minutes) => minutes * MINUTE) },
  { weight: 1, arbitrary: fc.constantFrom(DAY, 90 * DAY, 425 * DAY) },
);

interface Step {
  readonly who: number;
  readonly what: Act;
  readonly waits: number;
}

const historyOf = (act: fc.Arbitrary<Act>, pause: fc.Arbitrary<number>): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ who: fc.nat(7), what: act, waits: pause }), {
    minLength: 1,
    maxLength: 30,
    size: 'max',
  });

/** Names that somebody may have in the settings: none, the same as another, or an own one. */
const anyName = fc.constantFrom('', 'Ana', 'Ana', 'Ion', 'Zofia');
const RIGHT = fc.constant(0);
const START = Date.parse('2026-05-01T08:00:00.000Z');

const teamOf = (error: fc.Arbitrary<number>) =>
  fc.array(fc.record({ name: anyName, error }), { minLength: 2, maxLength: 8 });

interface Played {
  readonly team: readonly Installation[];
  readonly ledger: TeamLedger;
  /** Goes on for so many milliseconds. */
  readonly wait: (milliseconds: number) => void;
}

async function play(
  people: readonly { name: string; error: number }[],
  history: readonly Step[],
): Promise<Played> {
  let time = START;
  const team = people.map(({ name, error }, index) =>
    openInstallation(String.fromCodePoint(65 + index), () => time, error, name),
  );
  const ledger = new TeamLedger();
  const files: Uint8Array[] = [];
  const undos = new Map<Installation, string[]>();
  for (const { who, what, waits } of history) {
    const index = who % team.length;
    const [one, person] = [team[index], people[index]];
    if (!one || !person) continue;
    time += waits + 1;
    const before = await one.pieces();
    const made = undos.get(one) ?? [];
    undos.set(one, made);
    switch (what.act) {
      case 'do': {
        const { command } = what;
        const said = command.type === 'write-note' ? { ...command, note: ledger.newNote(one) } : command;
        const undoId = await one.run(said);
        if (undoId !== undefined) made.push(undoId);
        break;
      }
      case 'undo':
        await one.run({ type: 'undo', id: made.at(-1 - what.which) ?? '' });
        break;
      case 'undo-merge':
        await one.undoMerge();
        break;
      case 'keep':
        await one.keep();
        break;
      case 'go-back': {
        const undoId = await one.goBack(what.which);
        if (undoId !== undefined) made.push(undoId);
        break;
      }
      case 'tidy-up':
        await one.tidyUp();
        break;
      case 'save':
        files.push(await one.save());
        break;
      case 'merge': {
        const chosen = what.files.map((number) => files[number % Math.max(1, files.length)]);
        await one.merge(chosen.filter((file) => file !== undefined));
        break;
      }
    }
    const after = await one.pieces();
    ledger.note(one, before, after, what.act === 'merge', time + person.error);
    ledger.checkAuthors(after);
    ledger.checkOwn(one, after);
  }
  return { team, ledger, wait: (milliseconds) => (time += milliseconds) };
}

/** Exchanges files until nothing changes, and checks that all lists are the same. */
async function finish({ team, wait }: Played): Promise<void> {
  wait(MINUTE);
  expect(await exchange(team)).toBeLessThanOrEqual(3);
  const [first, ...others] = await Promise.all(team.map((one) => one.list()));
  for (const other of others) expect(other).toEqual(first);
}

it(
  'no note is lost while nobody takes anything away, wherever pages are moved',
  async () => {
    const property = fc.asyncProperty(
      teamOf(RIGHT),
      historyOf(anyAddingAct, anyPause),
      async (people, history) => {
        const played = await play(people, history);
        await finish(played);
        for (const one of played.team) played.ledger.checkEnd(await one.pieces(), false);
      },
    );
    await fc.assert(property, MERGE_RUNS);
  },
  MERGE_TIMEOUT,
);

it(
  "nobody's words are lost, become another's or come back, whatever a team does",
  async () => {
    const property = fc.asyncProperty(teamOf(RIGHT), historyOf(anyAct, anyPause), async (people, history) => {
      const played = await play(people, history);
      await finish(played);
      for (const one of played.team) {
        const pieces = await one.pieces();
        played.ledger.checkEnd(pieces, true);
        played.ledger.checkAuthors(pieces);
      }
    });
    await fc.assert(property, MERGE_RUNS);
  },
  MERGE_TIMEOUT,
);
