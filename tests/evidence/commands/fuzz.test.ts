import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { parseCommand } from '../../../evidence/commands/index.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { tallyAll } from '../../../evidence/storage/tally.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { anyMessage, FUZZ } from '../../support/messages.ts';

console.info(`Messages: ${FUZZ.numRuns}, FUZZ_SEED=${FUZZ.seed}`);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

it('the writer answers any message without throwing, writes nothing for one that it refuses, and can read its list', {
  timeout: 120_000,
}, async () => {
  const evidence = openEvidence();
  const { area, store, writer } = evidence;
  const count = { refused: 0, faulty: 0, done: 0 };
  for (const message of fc.sample(anyMessage, FUZZ)) {
    // The daily work runs behind the last change.
    await writer.run({ type: 'check-list' });
    area.calls.length = 0;
    const command = parseCommand(message);
    const outcome = command ? await writer.run(command) : undefined;
    count[outcome === undefined ? 'refused' : outcome.ok ? 'done' : 'faulty'] += 1;
    if (outcome?.ok) continue;
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([]);
    // The storage in this test never fails.
    expect(outcome).not.toEqual({ ok: false, fault: 'storage-failed' });
    if (count.refused % 100 === 0) {
      const { pieces, newer, unreadable, summary, tallies } = await readList(store);
      expect([newer.size, unreadable.size]).toEqual([0, 0]);
      expect(summary ?? summarise([])).toEqual(summarise(pieces.values()));
      expect(new Map([...tallies].filter(([, number]) => number > 0))).toEqual(tallyAll(pieces.values()));
    }
  }
  // Each kind occurred, or the test would prove little.
  for (const number of Object.values(count)) expect(number).toBeGreaterThan(FUZZ.numRuns / 20);
});
