import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { isInBin, isOff } from '../../../evidence/list/bin.ts';
import { isLive, isTrace, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { tallyAll } from '../../../evidence/storage/tally.ts';
import { sameValue } from '../../../evidence/values/same-value.ts';
import { anyCommand, anyStart, anySteps, take } from '../../support/commands.ts';
import { openEvidence, type ShownPiece, under } from '../../support/evidence-store.ts';

const RUNS = { numRuns: 300 };

/** Typed text has the Undo of its field. */
const TYPED = ['add', 'write-note', 'write-title', 'edit-facts'];

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('summary and tallies equal the records after every command, whatever the sequence', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    await take(evidence, steps, async () => {
      const { pieces, summary, tallies } = await readList(evidence.store);
      expect(summary).toEqual(summarise(pieces.values()));
      const counted = new Map([...tallies].filter(([, count]) => count > 0));
      expect(counted).toEqual(tallyAll(pieces.values()));
    });
  });
  await fc.assert(property, RUNS);
});

it('a command carried out twice leaves the same as one carried out once', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    fc.pre(steps.every(isOfToday));
    const evidence = openEvidence(start);
    await take(evidence, steps, async ({ command, outcome }) => {
      const once = evidence.contents();
      const again = await evidence.writer.run(command);
      expect(evidence.contents()).toEqual(once);
      // An undone action can’t be undone again.
      const nothing = { ok: true, count: 0 };
      if (outcome.ok) expect(again).toMatchObject(nothing);
      else expect(again).toEqual(outcome);
    });
  });
  await fc.assert(property, RUNS);
});

it('undoing every action, the last first, leaves the live pieces of the beginning', async () => {
  const commands = fc.array(anyCommand, { minLength: 1, maxLength: 12 });
  const property = fc.asyncProperty(anyStart, commands, async (start, steps) => {
    // Pieces deleted for good do not come back, and typing is no action.
    const isUndoable = ({ type }: Command) => !['delete-for-good', 'merge', ...TYPED].includes(type);
    fc.pre(steps.every(isUndoable));
    const evidence = openEvidence(start);
    const before = (await evidence.livePieces()).map(asRead);
    const made = await take(evidence, steps);
    for (const id of made.reverse()) if (id) await evidence.writer.run({ type: 'undo', id });
    expect((await evidence.livePieces()).map(asRead)).toEqual(before);
  });
  await fc.assert(property, RUNS);
});

it('a command reports how many pieces it changed, and writes only records that can be read again', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    fc.pre(steps.every(isOfToday));
    const evidence = openEvidence(start);
    let before = under('evidence:', evidence.contents());
    await take(evidence, steps, async ({ command, outcome }) => {
      const after = under('evidence:', evidence.contents());
      const changed = Object.keys(after).filter((key) => !sameValue(after[key], before[key]));
      const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
      if (command.type === 'delete-for-good') {
        const asked = command.ids.map((id) => `evidence:${id}`);
        const binned = outcome.ok ? asked.filter((key) => isBinned(before[key])) : [];
        // Traces, which nobody sees, may move too.
        for (const key of gone) expect(binned.includes(key) || isUnseen(before[key])).toBe(true);
        expect(gone).toEqual(expect.arrayContaining(binned.filter((key) => Object.hasOwn(before, key))));
        expect(changed).toEqual([]);
      } else {
        expect(gone).toEqual([]);
        // A move counts the pieces that left, not those that arrived.
        const left = (key: string) => isMoved(after[key]) && !isMoved(before[key]);
        const counted = command.type === 'move' ? changed.filter(left) : changed;
        expect(outcome.ok ? outcome.count : 0).toBe(counted.length);
      }
      for (const record of Object.values(after)) {
        expect(parsePiece(record)).toEqual({ state: 'ok', piece: record });
      }
      before = after;
    });
  });
  await fc.assert(property, RUNS);
});

it('every command writes in one call', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    fc.pre(steps.every(isOfToday));
    const evidence = openEvidence(start);
    await take(evidence, steps, ({ command }) => {
      const written = evidence.area.calls.splice(0).filter(({ name }) => name !== 'get');
      // Correcting the counts also removes the counts of what no longer exists.
      if (command.type === 'recount') return;
      const names = written.map(({ name }) => name).join();
      // Records beside a piece are written before the piece itself.
      expect(command.type === 'delete-for-good' ? ['', 'remove', 'set,remove'] : ['', 'set']).toContain(
        names,
      );
    });
  });
  await fc.assert(property, RUNS);
});

// In parts, each with its own timeout: every run carries out some three hundred commands.
it.each([1, 2, 3, 4, 5])(
  'commands within one millisecond leave the same as commands a minute apart (part %i of 5)',
  async () => {
    // The sequences are long: in a short one, commands seldom meet the effect of another on the same piece.
    const commands = fc.array(anyCommand, { minLength: 100, maxLength: 200 });
    const property = fc.asyncProperty(anyStart, commands, async (start, steps) => {
      const [apart, atOnce] = [openEvidence(start), openEvidence(start, 0)];
      await take(apart, steps);
      await take(atOnce, steps);
      expect(withoutTimes(atOnce.contents())).toEqual(withoutTimes(apart.contents()));
    });
    await fc.assert(property, { numRuns: 10 });
  },
);

it('a command changes nothing if any one call of the storage fails, and does all of it when repeated', async () => {
  const property = fc.asyncProperty(
    anyStart,
    anySteps,
    anyCommand,
    fc.nat(9),
    async (start, steps, command, succeeding) => {
      fc.pre(command.type !== 'recount' && steps.every(isOfToday));
      const [evidence, other] = [openEvidence(start), openEvidence(start)];
      await take(evidence, steps);
      await take(other, steps);
      const before = evidence.contents();
      evidence.area.succeeding = succeeding;
      const outcome = await evidence.writer.run(command);
      const failed = !outcome.ok && outcome.fault === 'storage-failed';
      const same = command.type === 'delete-for-good' ? withoutWhatGoesFirst : structuredClone;
      if (failed) expect(same(evidence.contents())).toEqual(same(before));
      evidence.area.succeeding = undefined;
      if (failed) await evidence.writer.run(command);
      await other.writer.run(command);
      expect(withoutTimes(evidence.contents())).toEqual(withoutTimes(other.contents()));
    },
  );
  await fc.assert(property, RUNS);
});

/**
 * The words as their author reads them: what one author has twice is one text, wherever it came from. Who tags a page
 * again in the domain from which it was moved makes the words that moved words of their new domain, and Undo of that
 * leaves them so. A move that Undo made stays, for words that come to be known only later: nobody sees it.
 */
function asRead({ contributions = [], removals = [], ...rest }: ShownPiece) {
  const words = new Map<string, Set<string>>();
  for (const { origin, note = '' } of contributions) {
    const paragraphs = note.split('\n\n').filter(Boolean);
    words.set(origin, new Set([...(words.get(origin) ?? []), ...paragraphs]));
  }
  const seen = removals.filter(({ since }) => since === undefined);
  return {
    ...rest,
    removals: seen,
    words: new Map([...words].map(([origin, all]) => [origin, [...all].sort()])),
  };
}

/** The first change of a new day is followed by the daily tidying. */
function isOfToday(step: Command | number): boolean {
  return typeof step === 'number' || step.type !== 'answer-date';
}

/** No longer in the list, because it moved or the Undo of a merge removed it. */
function isUnseen(record: unknown): boolean {
  const piece = pieceIn(record);
  return piece !== undefined && !isLive(piece) && !isInBin(piece);
}

function isMoved(record: unknown): boolean {
  const piece = pieceIn(record);
  return piece !== undefined && isTrace(piece);
}

function isBinned(record: unknown): boolean {
  const piece = pieceIn(record);
  return piece !== undefined && isOff(piece);
}

function pieceIn(record: unknown): Piece | undefined {
  const stored = parsePiece(record);
  return stored.state === 'ok' ? stored.piece : undefined;
}

/** Records beside a piece are rewritten before it is erased for good: a failure may come between. */
function withoutWhatGoesFirst(items: Record<string, unknown>): Record<string, unknown> {
  const { gone: _gone, labels: _labels, 'last-action': _head, 'last-action-part': _part, ...rest } = items;
  return rest;
}

function withoutTimes(items: Record<string, unknown>): unknown {
  const text = JSON.stringify(items)
    .replaceAll(/2026-06-01T[\d:.]*Z/g, 'now')
    .replaceAll(/action-\d+/g, 'action');
  return JSON.parse(text);
}
