import { expect, it, vi } from 'vitest';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { putAll } from '../../../evidence/storage/puts.ts';
import { readingEarly } from '../../../evidence/storage/reading-early.ts';
import type { Records } from '../../../evidence/storage/record-kind.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { byId, idOf, piece } from '../../support/pieces.ts';

const water = piece();
const other = piece({ url: 'https://school.example/other' });

it('reading early returns the list it began to read once, and then reads anew', async () => {
  const { store, area } = openEvidence([water]);
  const early = readingEarly(store);
  await vi.waitFor(() => expect(area.calls.map(({ keys }) => keys)).toEqual([1, null]));
  expect([...(await readList(early)).pieces.values()]).toEqual([water]);
  expect(area.calls).toHaveLength(2);
  await store.write(putAll(PIECE, byId([other])));
  expect((await readList(early)).pieces.size).toBe(2);
});

it('reading early notifies the first subscriber of changes made before it subscribed, until the list is asked for', async () => {
  const { store } = openEvidence([water]);
  const early = readingEarly(store);
  await store.write(putAll(PIECE, byId([other])));
  const heard: Records[] = [];
  const end = early.subscribe((changes) => heard.push(changes));
  expect(heard).toEqual([{ [`evidence:${idOf(other)}`]: other }]);
  await readList(early);
  const late = vi.fn();
  early.subscribe(late);
  expect(late).not.toHaveBeenCalled();
  await store.write(putAll(PIECE, byId([{ ...water, title: 'Another' }])));
  expect(late).toHaveBeenCalledTimes(1);
  expect(heard).toHaveLength(2);
  end();
  await store.write(putAll(PIECE, byId([water])));
  expect(late).toHaveBeenCalledTimes(2);
  expect(heard).toHaveLength(2);
});

it('reading early reports to its caller that the list could not be read', async () => {
  const { store, area } = openEvidence([water]);
  area.succeeding = 1;
  const early = readingEarly(store);
  await expect(readList(early)).rejects.toThrow('This one call failed');
  expect((await readList(early)).pieces.size).toBe(1);
});
