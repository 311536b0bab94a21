import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentOf,
  countsIn,
  openSnapshot,
  parseSnapshot,
  SNAPSHOT_VERSION,
  type Snapshot,
} from '../../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { sha256Of } from '../../../evidence/values/sha256.ts';
import { itemsOf } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { picture, piece } from '../../support/pieces.ts';

const CONTENT = '{"a":1}';

async function snapshot(fields: Partial<Snapshot> = {}): Promise<Snapshot> {
  return {
    version: SNAPSHOT_VERSION,
    id: '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11',
    takenAt: '2026-11-22T10:00:00.000Z',
    reason: 'daily',
    counts: countsIn({}),
    hash: await sha256Of(CONTENT),
    ...fields,
  };
}

/** The same value with the names in every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, reversed(part)]),
  );
}

const anyContents = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });

describe('the hash', () => {
  it('is the SHA-256 that everyone computes (FIPS 180-4, "abc")', async () => {
    expect(await sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is the same whatever the order of the names, and different for different content', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        const hash = await sha256Of(contentOf(contents));
        expect(await sha256Of(contentOf(reversed(contents) as typeof contents))).toBe(hash);
        expect(await sha256Of(contentOf({ ...contents, more: Object.keys(contents).length }))).not.toBe(hash);
      }),
    );
  });
});

describe('a snapshot', () => {
  it('opens to the same contents that were put in', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        const content = contentOf(contents);
        const opened = await openSnapshot(await snapshot({ hash: await sha256Of(content) }), content);
        expect(opened).toEqual(JSON.parse(JSON.stringify(contents)));
      }),
    );
  });

  it.each([['one letter'], ['']])('is refused if it is damaged: %j', async (content) => {
    await expect(openSnapshot(await snapshot(), content)).rejects.toMatchObject({
      fault: 'damaged-snapshot',
    });
  });

  it('of a newer version is refused as such, before its content is read', async () => {
    const newer = await snapshot({ version: SNAPSHOT_VERSION + 1 });
    await expect(openSnapshot(newer, 'other')).rejects.toMatchObject({ fault: 'newer-snapshot' });
  });

  it('is listed by a newer version too, with a reason that this one does not know', async () => {
    const newer = { ...(await snapshot({ version: 2 })), reason: 'before-lunch', content: new Blob() };
    expect(parseSnapshot(newer)).toMatchObject({ version: 2, reason: 'other' });
  });

  it('is listed if this version no longer has such a reason', async () => {
    expect(parseSnapshot({ ...(await snapshot()), reason: 'before-erase' })).toMatchObject({
      reason: 'other',
    });
  });

  it.each([undefined, null, 7, 'x', {}, { version: 1, id: 'x' }])('is not %j', (value) => {
    expect(parseSnapshot(value)).toBeUndefined();
  });

  it('holds pieces, traces, pictures, settings, labels and unknown records, but nothing temporary', async () => {
    const kept = {
      'evidence:collaboration:https://school.example/a': piece(),
      'evidence:model-school:https://school.example/b': piece({ deletedAt: '2026-05-01T00:00:00.000Z' }),
      'evidence:model-school:https://school.example/c': { version: 99, domain: 7 },
      'picture:https://school.example/a': picture(1),
      settings: { version: 1, language: 'ro' },
      labels: ['Water'],
      'form:2026': 'What the school does',
    };
    const area = memoryArea({
      ...itemsOf([piece()]),
      ...kept,
      'picture:https://school.example/z': null,
      'draft:https://school.example/a': { version: 1, title: 'x', updatedAt: '2026-05-01T00:00:00.000Z' },
      'last-action': null,
      'last-domain': 'collaboration',
      'last-backup': { version: 1 },
    });
    area.items.delete(`evidence:collaboration:${piece().url}`);
    const contents = await readContents(createStore(area));
    expect(contents).toEqual(kept);
    expect(countsIn(contents).collaboration).toBe(1);
    expect(countsIn(contents)['model-school']).toBe(0);
  });
});
