import { beforeEach, describe, expect, it } from 'vitest';
import { move } from '../../../evidence/piece/move.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { contentOf, openSnapshot, SNAPSHOT_VERSION } from '../../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { folded } from '../../../evidence/storage/last-action.ts';
import { hash } from '../../../evidence/values/hash.ts';
import { sha256Of } from '../../../evidence/values/sha256.ts';
import { type EvidenceStore, itemsOf, openItems, START } from '../../support/evidence-store.ts';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

const SECRET = {
  url: 'https://secret.example/pupil',
  title: 'A secret title',
  note: 'A secret note',
  labels: ['Secret label'],
  quotes: [quote('A secret quote')],
  taggedBy: 'Secret Author',
};
const GONE = piece({ ...SECRET, deletedAt: '2026-05-01T00:00:00.000Z' });
const LIVE = piece(SECRET);
const STAYS = piece({ url: 'https://school.example/stays', title: 'It stays', labels: ['Water'] });
const COPY_ID = '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11';

const EDITION = {
  version: 1,
  id: COPY_ID,
  frozenAt: '2026-05-01T00:00:00.000Z',
  application: {
    version: 1,
    id: '4f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c12',
    name: 'Label 2026',
    school: '',
    preparedBy: '',
    texts: { eSafety: 'Ours.' },
    createdAt: '2026-05-01T00:00:00.000Z',
    updatedAt: '2026-05-01T00:00:00.000Z',
  },
  pieces: [LIVE, STAYS],
};

let evidence: EvidenceStore;

/** All records that mention the piece, in the list and in two snapshots. */
beforeEach(async () => {
  const items = {
    ...itemsOf([GONE, STAYS]),
    'tally:site:secret.example': 0,
    'tally:path:secret.example/pupil': 0,
    [`picture:${GONE.url}`]: picture(1),
    [`draft:${GONE.url}`]: { version: 1, title: 'A secret draft', updatedAt: START },
    labels: ['Secret label', 'Water'],
    'last-action': {
      version: 1,
      id: 'deletion',
      kind: 'deleted',
      at: START,
      parts: 1,
      count: 1,
      pages: [GONE.url],
    },
    'last-action-part': folded({
      version: 1,
      id: 'deletion',
      part: 1,
      at: START,
      pieces: [{ id: idOf(GONE), before: LIVE, after: GONE }],
      records: [],
    }),
    [`edition:${COPY_ID}`]: EDITION,
  };
  evidence = openItems(items);
  await evidence.journal.add(
    folded({
      version: 1,
      id: 'merge',
      part: 1,
      at: START,
      asItCame: true,
      pieces: [
        { id: idOf(GONE), before: null },
        { id: idOf(STAYS), before: { ...STAYS, note: '' }, after: STAYS },
      ],
      records: [
        { key: `picture:${GONE.url}`, before: null, after: picture(1) },
        { key: `edition:${COPY_ID}`, before: null, after: EDITION },
      ],
    }),
  );
  await keepSnapshot('1', { ...items, [`evidence:${idOf(GONE)}`]: LIVE });
  await keepSnapshot('2', await readContents(evidence.store));
});

async function keepSnapshot(number: string, all: Record<string, unknown>, version = SNAPSHOT_VERSION) {
  const contents = Object.fromEntries(
    Object.entries(all).filter(([key]) => /^(evidence|picture|edition):|^labels$/.test(key)),
  );
  const content = contentOf(contents);
  const counts = {
    'student-agency': 0,
    'shared-leadership': 0,
    collaboration: number === '1' ? 2 : 1,
    'inclusive-innovation': 0,
    'model-school': 0,
  };
  const snapshot = {
    version,
    id: `1f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c1${number}`,
    takenAt: `2026-05-0${number}T00:00:00.000Z`,
    reason: 'daily' as const,
    counts,
    hash: await sha256Of(content),
  };
  await evidence.snapshots.keep(snapshot, content, []);
}

const erase = (fromEditions?: true) =>
  evidence.writer.run({ type: 'delete-for-good', ids: [idOf(GONE)], ...(fromEditions && { fromEditions }) });

/** Everything that is stored anywhere, as text. */
const everything = () =>
  JSON.stringify([
    ...evidence.area.items,
    ...evidence.snapshots.kept.values(),
    ...evidence.journal.parts,
  ]).toLowerCase();

describe('deleting for good', () => {
  it('leaves no word and no address anywhere, if the editions of applications are to lose the piece, too', async () => {
    expect(everything()).toContain('secret');
    expect(await erase(true)).toEqual({ ok: true, count: 0 });
    expect(everything()).not.toContain('secret');
    expect(everything()).not.toContain(picture(1).id);
    expect(evidence.contents().gone).toEqual({
      version: 1,
      pieces: { [hash(idOf(GONE))]: expect.any(String) },
    });
  });

  it('leaves editions of applications as they were handed in, unless asked to delete the piece there', async () => {
    await erase();
    const copy = evidence.contents()[`edition:${COPY_ID}`];
    expect(copy).toMatchObject({ pieces: [{ url: GONE.url }, { url: STAYS.url }] });
    const texts = [...evidence.snapshots.kept.values()].map(({ content }) => JSON.parse(content));
    for (const contents of texts) {
      expect(contents[`edition:${COPY_ID}`]).toEqual(copy);
      expect(contents[`evidence:${idOf(GONE)}`]).toBeUndefined();
    }
  });

  it('erases a label that only this piece had, even for a moment, in snapshots too', async () => {
    const items = { ...itemsOf([GONE, STAYS]), labels: ['Secret label that was corrected at once', 'Water'] };
    evidence = openItems(items);
    await keepSnapshot('1', items);
    await erase();
    expect(everything()).not.toContain('secret');
    expect(evidence.contents().labels).toEqual(['Water']);
  });

  it('erases the passages selected on its page that wait in the memory of the browser', async () => {
    evidence = openItems({
      ...itemsOf([GONE, STAYS]),
      [`waiting:${GONE.url}`]: { version: 1, quotes: [quote('A secret passage')], updatedAt: START },
    });
    await erase();
    expect(everything()).not.toContain('secret');
  });

  it('leaves everything else: the other pieces, their labels, and the rest of the last merge for Undo', async () => {
    await erase(true);
    const { labels, [`evidence:${idOf(STAYS)}`]: stays } = evidence.contents();
    expect([labels, stays]).toEqual([['Water'], STAYS]);
    expect(await evidence.journal.lastPart('merge')).toMatchObject({
      pieces: [{ id: idOf(STAYS) }],
      records: [],
    });
  });

  it('rewrites whole snapshots, with their time, the right counts and a new hash, so that each can be opened', async () => {
    await erase(true);
    const [newer, older] = await evidence.snapshots.list();
    for (const snapshot of [newer, older]) {
      const kept = evidence.snapshots.kept.get(snapshot?.id ?? '');
      if (!kept) throw new Error('There is no such snapshot');
      expect(kept.snapshot.counts.collaboration).toBe(1);
      const contents = await openSnapshot(kept.snapshot, kept.content);
      expect(Object.keys(contents).filter((key) => key.startsWith('evidence:'))).toEqual([
        `evidence:${idOf(STAYS)}`,
      ]);
    }
    expect([newer?.takenAt, older?.takenAt]).toEqual([
      '2026-05-02T00:00:00.000Z',
      '2026-05-01T00:00:00.000Z',
    ]);
  });

  it('leaves a label that another piece has, even one in the bin', async () => {
    const other = piece({ ...STAYS, labels: ['secret LABEL', 'Water'], deletedAt: START });
    evidence = openItems({ ...itemsOf([GONE, other]), labels: ['Secret label', 'Water'] });
    await erase();
    expect(evidence.contents().labels).toEqual(['Secret label', 'Water']);
  });

  it('erases the traces that the piece left in moving, and not those of another piece', async () => {
    const there = (domain: typeof GONE.domain) => piece({ ...SECRET, domain });
    const { left: first, arrived } = move(there('student-agency'), undefined, 'model-school', START);
    const { left: second, arrived: here } = move(arrived, undefined, GONE.domain, START);
    const { left: third, arrived: other } = move(
      there('shared-leadership'),
      undefined,
      'inclusive-innovation',
      START,
    );
    const gone = deletePiece(here, START);
    evidence = openItems({
      ...itemsOf([first, second, third, other, gone]),
      [`picture:${GONE.url}`]: picture(1),
    });
    await erase();
    expect([...(await readList(evidence.store)).pieces.keys()].sort()).toEqual(
      [other, third].map(idOf).sort(),
    );
    expect(evidence.contents()[`picture:${GONE.url}`]).toEqual(picture(1));
  });

  it('erases a damaged snapshot, which can’t be opened and may still hold the words', async () => {
    const [first] = evidence.snapshots.kept.values();
    if (first) first.content += ' ';
    await erase(true);
    expect(evidence.snapshots.kept.size).toBe(1);
    expect(everything()).not.toContain('secret');
  });

  it('is refused, with nothing changed, if a newer version of the extension saved a snapshot', async () => {
    await keepSnapshot('3', {}, SNAPSHOT_VERSION + 1);
    const before = everything();
    expect(await erase()).toEqual({ ok: false, fault: 'newer-snapshot' });
    expect(everything()).toBe(before);
  });

  it('leaves whole snapshots, old or new, and the piece in the bin, if it is interrupted', async () => {
    const { replace } = evidence.snapshots;
    evidence.snapshots.replace = () => Promise.reject(new Error('disk full'));
    const before = everything();
    expect(await erase()).toEqual({ ok: false, fault: 'storage-failed' });
    expect(everything()).toBe(before);
    evidence.snapshots.replace = replace;
    evidence.area.failing.remove = new Error('disk full');
    expect(await erase()).toEqual({ ok: false, fault: 'storage-failed' });
    for (const { snapshot, content } of evidence.snapshots.kept.values())
      await expect(openSnapshot(snapshot, content)).resolves.toBeDefined();
    expect((await readList(evidence.store)).pieces.has(idOf(GONE))).toBe(true);
    delete evidence.area.failing.remove;
    expect(await erase(true)).toEqual({ ok: true, count: 0 });
    expect(everything()).not.toContain('secret');
  });

  it('reads a handful of keys if nothing else has to be checked, and the list once if something has', async () => {
    evidence.area.calls.length = 0;
    await erase(true);
    expect(evidence.area.calls.filter(({ keys }) => keys === null)).toHaveLength(1);
    evidence = openItems(itemsOf([GONE, STAYS]));
    evidence.area.calls.length = 0;
    await erase();
    expect(evidence.area.calls.filter(({ keys }) => keys === null)).toEqual([]);
  });
});
