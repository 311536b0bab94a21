import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isInBin } from '../../../evidence/list/bin.ts';
import { type Evidence, isLive, parseEvidence } from '../../../evidence/piece/evidence.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { tallyAll } from '../../../evidence/storage/tally.ts';
import { sameValue } from '../../../evidence/values/same-value.ts';
import { anyCommand, anyStart, anySteps, take } from '../../support/commands.ts';
import { openEvidence, under } from '../../support/evidence-store.ts';

const RUNS = { numRuns: 300 };

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('keeps summary and tallies equal to the records after every command, whatever the sequence', async () => {
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

it('leaves the same after a command that is carried out twice as after once', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    await take(evidence, steps, async ({ command, outcome }) => {
      const once = evidence.contents();
      const again = await evidence.writer.run(command);
      expect(evidence.contents()).toEqual(once);
      const nothing = { ok: true, changes: [], ...(command.type === 'merge' && { count: 0 }) };
      expect(again).toEqual(outcome.ok ? nothing : outcome);
    });
  });
  await fc.assert(property, RUNS);
});

it('has the live pieces of the beginning when every command was taken back, last first', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    // What is erased for good does not come back, and a merge has an Undo of its own.
    fc.pre(steps.every((step) => typeof step === 'number' || !['erase', 'merge'].includes(step.type)));
    const evidence = openEvidence(start);
    const before = await evidence.livePieces();
    const made = await take(evidence, steps);
    for (const changes of made.reverse()) await evidence.writer.run({ type: 'undo', changes: [...changes] });
    expect(await evidence.livePieces()).toEqual(before);
  });
  await fc.assert(property, RUNS);
});

it('tells exactly what it changed, and writes only records that can be read again', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    let before = evidence.contents();
    await take(evidence, steps, async ({ command, outcome }) => {
      const after = evidence.contents();
      const told = outcome.ok ? outcome.changes : [];
      const expected = { ...before };
      if (command.type === 'erase' && outcome.ok) {
        for (const id of command.ids)
          if (isBinned(before[`evidence:${id}`])) delete expected[`evidence:${id}`];
        // Traces that nobody sees may go along.
        for (const key of Object.keys(expected))
          if (isTrace(before[key]) && !Object.hasOwn(after, key)) delete expected[key];
      }
      if (command.type === 'merge') {
        const records = under('evidence:', after);
        const written = Object.keys(records).filter((key) => !sameValue(records[key], before[key]));
        expect(outcome.ok ? outcome.count : 0).toBe(written.length);
        for (const key of written) expected[key] = after[key];
      }
      for (const change of told) {
        expect(change.before).toEqual(before[`evidence:${change.id}`] ?? null);
        expected[`evidence:${change.id}`] = change.after;
      }
      expect(under('evidence:', after)).toEqual(under('evidence:', expected));
      for (const record of Object.values(under('evidence:', after))) {
        expect(parseEvidence(record)).toEqual({ state: 'ok', evidence: record });
      }
      before = after;
    });
  });
  await fc.assert(property, RUNS);
});

it('writes in one call, whatever the command', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    await take(evidence, steps, ({ command }) => {
      const written = evidence.area.calls.splice(0).filter(({ name }) => name !== 'get');
      // Putting the counts right also takes out what is no longer counted.
      if (command.type === 'rebuild-summary') return;
      const names = written.map(({ name }) => name).join();
      // What lies beside a piece goes before the piece itself.
      expect(command.type === 'erase' ? ['', 'remove', 'set,remove'] : ['', 'set']).toContain(names);
    });
  });
  await fc.assert(property, RUNS);
});

// In parts, each with patience of its own: every run carries out some three hundred commands.
it.each([1, 2, 3, 4, 5])(
  'has the same after commands within one millisecond as after commands with a minute between them (part %i of 5)',
  async () => {
    // Long, or a command seldom meets what another one did to the same piece just before.
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

it('changes nothing when any one call of the storage fails, and does it all when asked again', async () => {
  const property = fc.asyncProperty(
    anyStart,
    anySteps,
    anyCommand,
    fc.nat(9),
    async (start, steps, command, succeeding) => {
      fc.pre(command.type !== 'rebuild-summary');
      const [evidence, other] = [openEvidence(start), openEvidence(start)];
      await take(evidence, steps);
      await take(other, steps);
      const before = evidence.contents();
      evidence.area.succeeding = succeeding;
      const outcome = await evidence.writer.run(command);
      const failed = !outcome.ok && outcome.fault === 'storage-failed';
      const same = command.type === 'erase' ? withoutWhatGoesFirst : structuredClone;
      if (failed) expect(same(evidence.contents())).toEqual(same(before));
      evidence.area.succeeding = undefined;
      if (failed) await evidence.writer.run(command);
      await other.writer.run(command);
      expect(withoutTimes(evidence.contents())).toEqual(withoutTimes(other.contents()));
    },
  );
  await fc.assert(property, RUNS);
});

/** Off the list by moving, or by the Undo of a merge. */
function isTrace(record: unknown): boolean {
  const stored = parseEvidence(record);
  return stored.state === 'ok' && !isLive(stored.evidence) && !isInBin(stored.evidence);
}

function isBinned(record: unknown): boolean {
  const { deletedAt, movedTo } = (record ?? {}) as Partial<Evidence>;
  return deletedAt !== undefined && movedTo === undefined;
}

/** What lies beside a piece is rewritten before it is erased for good: a failure may come between. */
function withoutWhatGoesFirst(items: Record<string, unknown>): Record<string, unknown> {
  const { 'merge-undo': _merge, gone: _gone, labels: _labels, ...rest } = items;
  return rest;
}

function withoutTimes(items: Record<string, unknown>): unknown {
  const text = JSON.stringify(items).replaceAll(/"2026-06-01T[^"]*"/g, '"now"');
  return JSON.parse(text);
}
