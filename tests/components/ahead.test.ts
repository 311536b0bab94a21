import { describe, expect, it } from 'vitest';
import { askedAhead, pageReadAhead } from '../../components/popup/ahead.ts';
import { readPage } from '../../evidence/storage/page-evidence.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { memoryArea } from '../support/memory-area.ts';
import { PAGE } from '../support/show.tsx';

/** A store that counts how often records are read. */
function countingStore() {
  const area = memoryArea();
  const store = createStore(area);
  const reads: unknown[] = [];
  const readRecords: typeof store.readRecords = (keys) => {
    reads.push(keys);
    return store.readRecords(keys);
  };
  return { area, reads, store: { ...store, readRecords } };
}

const DRAFT = {
  [`draft:${PAGE.url}`]: { version: 1, title: 'Corrected', updatedAt: '2026-11-22T10:00:00.000Z' },
};

describe('a page read ahead', () => {
  it('is returned once', async () => {
    const take = askedAhead(Promise.resolve('answer'));
    expect(await take()).toBe('answer');
    expect(take()).toBeUndefined();
  });

  it('is read once if the view wants that page', async () => {
    const { reads, store } = countingStore();
    const read = pageReadAhead(store, Promise.resolve(PAGE));
    expect((await read(PAGE.url)).draft).toBeUndefined();
    expect(reads).toHaveLength(1);
    await read(PAGE.url);
    expect(reads).toHaveLength(2);
  });

  it('is read again if something was stored since', async () => {
    const { area, store } = countingStore();
    const read = pageReadAhead(store, Promise.resolve(PAGE));
    await readPage(store, PAGE.url);
    await area.set(DRAFT);
    expect((await read(PAGE.url)).draft).toMatchObject({ title: 'Corrected' });
  });

  it('is read again if something is stored while it is being read', async () => {
    const { area, store } = countingStore();
    let tell = (_: typeof PAGE) => {};
    const page = new Promise<typeof PAGE>((resolve) => {
      tell = resolve;
    });
    const answer = pageReadAhead(store, page)(PAGE.url);
    tell(PAGE);
    await area.set(DRAFT);
    expect((await answer).draft).toMatchObject({ title: 'Corrected' });
  });

  it.each([
    ['is of another page', async () => ({ ...PAGE, url: 'https://school.example/other' })],
    ['could not be asked', () => Promise.reject(new Error('no tab'))],
  ])('is not used if the page %s', async (_, ask) => {
    const { reads, store } = countingStore();
    await pageReadAhead(store, ask())(PAGE.url);
    expect(reads.at(-1)).toContain(`draft:${PAGE.url}`);
  });
});
