import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEvidence } from '../../evidence/evidence.ts';
import { summarise } from '../../evidence/summary.ts';
import { anyStart, anySteps, take } from '../support/commands.ts';
import { openEvidence } from '../support/evidence-store.ts';

const RUNS = { numRuns: 300 };

it('keeps the summary equal to the records after every command, whatever the sequence', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    await take(evidence, steps, async () => {
      const { pieces, summary } = await evidence.store.readAll();
      expect(summary).toEqual(summarise(pieces.values()));
    });
  });
  await fc.assert(property, RUNS);
});

it('leaves the same after a command that is carried out twice as after once', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
    const evidence = openEvidence(start);
    await take(evidence, steps, async ({ command, outcome }) => {
      const once = withoutDraftTimes(evidence.contents());
      const again = await evidence.writer.run(command);
      expect(withoutDraftTimes(evidence.contents())).toEqual(once);
      expect(again).toEqual(outcome.ok ? { ok: true, changes: [] } : outcome);
    });
  });
  await fc.assert(property, RUNS);
});

it('has the live pieces of the beginning when every command was taken back, last first', async () => {
  const property = fc.asyncProperty(anyStart, anySteps, async (start, steps) => {
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
    await take(evidence, steps, async ({ outcome }) => {
      const after = evidence.contents();
      const told = outcome.ok ? outcome.changes : [];
      const expected = { ...before };
      for (const change of told) {
        expect(change.before).toEqual(before[`evidence:${change.id}`] ?? null);
        expected[`evidence:${change.id}`] = change.after;
      }
      expect(records(after)).toEqual(records(expected));
      for (const record of Object.values(records(after))) {
        expect(parseEvidence(record)).toEqual({ state: 'ok', evidence: record });
      }
      before = after;
    });
  });
  await fc.assert(property, RUNS);
});

/** A draft says when it was last typed, so typing the same again is seen there alone. */
function withoutDraftTimes(items: Record<string, unknown>): Record<string, unknown> {
  const drafts = Object.entries(items).filter(([key]) => key.startsWith('draft:'));
  const timeless = drafts.map(([key, draft]) => [key, { ...(draft as object), updatedAt: '' }]);
  return { ...items, ...Object.fromEntries(timeless) };
}

function records(items: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(items).filter(([key]) => key.startsWith('evidence:')));
}
