import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CopyStore, createCopyStore } from '../../evidence/second-copy/copy-store.ts';
import { markOf, printOf } from '../../evidence/second-copy/digest.ts';
import { createWitness, type Testimony } from '../../evidence/second-copy/witness.ts';
import { erased, type OwnDatabase, ownDatabase } from '../support/own-database.ts';

let own: OwnDatabase;
let copy: CopyStore;

beforeEach(async () => {
  own = await ownDatabase('second-copy');
  copy = createCopyStore(own.factory);
});

afterEach(async () => {
  await erased(own);
});

it('is not made by a look at it', async () => {
  expect([await copy.read(), await copy.brief()]).toEqual([undefined, undefined]);
  expect(await own.factory.databases()).toEqual([]);
});

it.each([1, 200])('keeps %i records and says what was there before', async (count) => {
  const records = (note: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, number) => [`evidence:${number}`, { note }]));
  expect(await copy.write({ put: records('One.'), turn: 1 })).toEqual(new Map());
  expect(await copy.write({ put: records('Two.'), turn: 2 })).toEqual(
    new Map(Object.entries(records('One.'))),
  );
  expect(await copy.brief()).toEqual({ turn: 2, records: count });
  const { records: kept, turn } = (await copy.read()) ?? {};
  expect([Object.fromEntries(kept ?? []), turn]).toEqual([records('Two.'), 2]);
});

it('remembers what was erased, by a hash of its key alone, until it is there again, or can be forgotten', async () => {
  await copy.write({ put: { a: 1, b: 2 }, turn: 1 });
  expect(await copy.write({ erase: ['a', 'b', 'c'], turn: 2 })).toEqual(
    new Map(Object.entries({ a: 1, b: 2 })),
  );
  expect((await copy.read())?.erased).toEqual(
    new Map([
      [markOf('a'), printOf('a', 1)],
      [markOf('b'), printOf('b', 2)],
    ]),
  );
  await copy.write({ put: { a: 3 }, forget: [markOf('b')], turn: 3 });
  expect(await copy.read()).toEqual({ records: new Map([['a', 3]]), erased: new Map(), turn: 3 });
});

it('takes all of a change or nothing', async () => {
  await copy.write({ put: { a: 1 }, turn: 1 });
  await expect(copy.write({ put: { a: 2, b: () => {} }, turn: 2 })).rejects.toThrow();
  expect(await copy.read()).toEqual({ records: new Map([['a', 1]]), erased: new Map(), turn: 1 });
});

it('keeps what the witness says in the cache, and asks nobody for it', async () => {
  const witness = createWitness();
  const testimony: Testimony = {
    pieces: 2,
    records: 3,
    hash: '0123456789abcdef',
    turn: 7,
    at: '2026-05-01T00:00:00.000Z',
  };
  try {
    expect(await witness.read()).toBeUndefined();
    expect(await caches.keys()).toEqual([]);
    await witness.write(testimony);
    expect(await createWitness().read()).toMatchObject(testimony);
    expect(performance.getEntriesByName('https://witness.invalid/')).toEqual([]);
    await (await caches.open('witness')).put('https://witness.invalid/', new Response('nonsense'));
    expect(await witness.read()).toBeUndefined();
  } finally {
    await witness.erase();
  }
  expect(await caches.keys()).toEqual([]);
});
