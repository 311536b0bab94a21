import { afterEach, beforeEach, expect, it } from 'vitest';
import { markOf, printOf } from '../../evidence/mirror/digest.ts';
import { createMirrorStore, type MirrorStore } from '../../evidence/mirror/mirror-store.ts';
import { createWitness, type Testimony } from '../../evidence/mirror/witness.ts';
import { erased, type OwnDatabase, ownDatabase } from '../support/own-database.ts';

let own: OwnDatabase;
let mirror: MirrorStore;

beforeEach(async () => {
  own = await ownDatabase('second-copy');
  mirror = createMirrorStore(own.factory);
});

afterEach(async () => {
  await erased(own);
});

it('looking at the mirror does not create it', async () => {
  expect([await mirror.read(), await mirror.brief()]).toEqual([undefined, undefined]);
  expect(await own.factory.databases()).toEqual([]);
});

it.each([1, 200])('the mirror stores %i records and returns the earlier ones', async (count) => {
  const records = (note: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, number) => [`evidence:${number}`, { note }]));
  expect(await mirror.write({ put: records('One.'), revision: 1 })).toEqual(new Map());
  expect(await mirror.write({ put: records('Two.'), revision: 2 })).toEqual(
    new Map(Object.entries(records('One.'))),
  );
  expect(await mirror.brief()).toEqual({ revision: 2, records: count });
  const { records: kept, revision } = (await mirror.read()) ?? {};
  expect([Object.fromEntries(kept ?? []), revision]).toEqual([records('Two.'), 2]);
});

it('the mirror remembers an erased record, by a hash of its key alone, until it is stored again or can be forgotten', async () => {
  await mirror.write({ put: { a: 1, b: 2 }, revision: 1 });
  expect(await mirror.write({ erase: ['a', 'b', 'c'], revision: 2 })).toEqual(
    new Map(Object.entries({ a: 1, b: 2 })),
  );
  expect((await mirror.read())?.erased).toEqual(
    new Map([
      [markOf('a'), printOf('a', 1)],
      [markOf('b'), printOf('b', 2)],
    ]),
  );
  await mirror.write({ put: { a: 3 }, forget: [markOf('b')], revision: 3 });
  expect(await mirror.read()).toEqual({ records: new Map([['a', 3]]), erased: new Map(), revision: 3 });
});

it('the mirror stores all of a change or nothing', async () => {
  await mirror.write({ put: { a: 1 }, revision: 1 });
  await expect(mirror.write({ put: { a: 2, b: () => {} }, revision: 2 })).rejects.toThrow();
  expect(await mirror.read()).toEqual({ records: new Map([['a', 1]]), erased: new Map(), revision: 1 });
});

it('the witness is stored in the cache, without a request to anybody', async () => {
  const witness = createWitness();
  const testimony: Testimony = {
    pieces: 2,
    records: 3,
    hash: '0123456789abcdef',
    revision: 7,
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
