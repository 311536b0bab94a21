import { describe, expect, it } from 'vitest';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import {
  backedUp,
  isLongAgo,
  parseLastBackup,
  REMIND_AFTER_DAYS,
} from '../../../evidence/storage/last-backup.ts';
import { application } from '../../support/applications.ts';
import { openEvidence, START } from '../../support/evidence-store.ts';
import { piece } from '../../support/pieces.ts';

const a = piece();
const b = piece({ url: 'https://school.example/b' });
const HASH = 'a'.repeat(64);
const SAVED = { version: 1 as const, savedAt: '2026-11-01T10:00:00.000Z', count: 1, hash: HASH };
const daysOn = (days: number, ms = 0) =>
  new Date(Date.parse(SAVED.savedAt) + days * 24 * 60 * 60 * 1_000 + ms);

describe('the record of the last backup', () => {
  it('counts the live pieces, and is the same whatever their order', async () => {
    const one = await backedUp([a, b, piece({ url: 'https://school.example/c', deletedAt: a.updatedAt })]);
    expect(one.count).toBe(2);
    expect(await backedUp([b, a])).toEqual(one);
    const written = await backedUp([a, b], [application()]);
    expect(written.count).toBe(one.count);
    expect(written.hash).not.toBe(one.hash);
    expect(await backedUp([a, b], [application({ deletedAt: a.updatedAt })])).toEqual(one);
    expect((await backedUp([a])).hash).not.toBe(one.hash);
    expect((await backedUp([a, piece({ url: b.url, note: 'Other' })])).hash).not.toBe(one.hash);
  });

  it('is stored with the time, in place of an earlier one', async () => {
    const { writer, store } = openEvidence([a]);
    await writer.run({ type: 'note-backup', count: 1, hash: HASH });
    const { lastBackup } = await readList(store);
    expect(lastBackup).toEqual({ version: 1, savedAt: START, count: 1, hash: HASH });
    await writer.run({ type: 'note-backup', count: 2, hash: HASH });
    expect((await readList(store)).lastBackup?.count).toBe(2);
  });

  it.each([null, {}, { ...SAVED, version: 2 }, { ...SAVED, hash: 'x' }, { ...SAVED, savedAt: 'yesterday' }])(
    'is not %j',
    (value) => {
      expect(parseLastBackup(value)).toBeUndefined();
      expect(parseLastBackup(SAVED)).toEqual(SAVED);
    },
  );
});

describe('the last backup is long ago', () => {
  it.each([
    [REMIND_AFTER_DAYS, 0, false],
    [REMIND_AFTER_DAYS, 1, true],
    [-1, 0, false],
  ])('%i days and %i ms after: %j', (days, ms, long) => {
    expect(isLongAgo(SAVED, [], daysOn(days, ms))).toBe(long);
  });

  it('counting from the first live piece, if no file was ever saved', () => {
    const first = piece({ taggedAt: SAVED.savedAt });
    const later = piece({ taggedAt: daysOn(10).toISOString() });
    expect(isLongAgo(undefined, [later, first], daysOn(15))).toBe(true);
    expect(isLongAgo(undefined, [later, { ...first, deletedAt: SAVED.savedAt }], daysOn(15))).toBe(false);
    expect(isLongAgo(undefined, [], daysOn(1_000))).toBe(false);
  });
});
