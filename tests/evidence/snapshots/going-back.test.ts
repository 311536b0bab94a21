import { beforeEach, describe, expect, it, vi } from 'vitest';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { SNAPSHOT_VERSION } from '../../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { type EvidenceStore, ORIGIN, openEvidence, undoOf } from '../../support/evidence-store.ts';
import { daily, merged, risks, some } from '../../support/merge-with-snapshots.ts';
import { idOf, piece } from '../../support/pieces.ts';

const here = piece();
const id = idOf(here);

let evidence: EvidenceStore;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  evidence = openEvidence([here]);
  return () => vi.restoreAllMocks();
});

describe('going back', () => {
  it('brings back the earlier list, and Undo brings back the later one', async () => {
    const start = await readContents(evidence.store);
    const snapshot = await merged(evidence);
    await evidence.writer.run({ type: 'write-note', id, note: 'Later.' });
    const later = await readContents(evidence.store);
    const outcome = await evidence.writer.run({ type: 'go-back', id: snapshot });
    // The four merged pieces are deleted, and the note.
    expect(outcome).toMatchObject({ ok: true, count: 5, kind: 'went-back', undoId: expect.any(String) });
    // The piece is as it was, as a change of now: the file of a colleague who has the note must not undo that.
    const key = `evidence:${id}`;
    const { [key]: back, ...rest } = await readContents(evidence.store);
    const { [key]: was, ...others } = start;
    expect(rest).toEqual(others);
    expect(contributionsOf(back as Piece)).toEqual(contributionsOf(was as Piece));
    const { contributions: _, updatedAt: _at, ...facts } = was as Piece;
    expect(back).toMatchObject(facts);
    expect((back as Piece).updatedAt > (later[key] as Piece).updatedAt).toBe(true);
    expect(await risks(evidence)).toEqual(['before-restore', 'before-merge']);
    const undo = { type: 'undo', id: undoOf(outcome) } as const;
    expect(await evidence.writer.run(undo)).toMatchObject({ ok: true, left: 0 });
    expect(await risks(evidence)).toEqual(['before-restore', 'before-restore', 'before-merge']);
    expect(await readContents(evidence.store)).toEqual(later);
  });

  it('changes nothing if everything is as it was', async () => {
    const snapshot = await merged(evidence);
    await evidence.writer.run({ type: 'go-back', id: snapshot });
    await daily(evidence);
    const before = evidence.contents();
    evidence.area.calls.length = 0;
    expect(await evidence.writer.run({ type: 'go-back', id: snapshot })).toMatchObject({ ok: true });
    expect(evidence.contents()).toEqual(before);
    expect(evidence.area.calls.filter(({ name }) => name !== 'get')).toEqual([]);
  });

  it.each([
    ['damaged', 'damaged-snapshot', (kept: { content: string }) => (kept.content = `${kept.content} `)],
    [
      'of a newer version',
      'newer-snapshot',
      (kept: { snapshot: object }) => Object.assign(kept.snapshot, { version: SNAPSHOT_VERSION + 1 }),
    ],
  ])('to a snapshot that is %s is refused, and nothing is written', async (_, fault, spoil) => {
    const snapshot = await merged(evidence);
    const kept = evidence.snapshots.kept.get(snapshot);
    if (kept) spoil(kept);
    const before = evidence.contents();
    evidence.area.calls.length = 0;
    expect(await evidence.writer.run({ type: 'go-back', id: snapshot })).toEqual({
      ok: false,
      fault,
    });
    expect(evidence.contents()).toEqual(before);
    expect(evidence.area.calls).toEqual([]);
  });

  it('to a snapshot that does not exist is refused', async () => {
    const outcome = await evidence.writer.run({
      type: 'go-back',
      id: '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11',
    });
    expect(outcome).toEqual({ ok: false, fault: 'damaged-snapshot' });
  });

  it.each(['no snapshot of now', 'no write'])('changes nothing if there is %s', async (what) => {
    const snapshot = await merged(evidence);
    const before = evidence.contents();
    const { list } = evidence.snapshots;
    if (what === 'no write') evidence.area.failing.set = new Error('disk full');
    else evidence.snapshots.list = () => Promise.reject(new Error('disk full'));
    const outcome = await evidence.writer.run({ type: 'go-back', id: snapshot });
    expect(outcome).toEqual({ ok: false, fault: what === 'no write' ? 'storage-failed' : 'no-snapshot' });
    expect(evidence.contents()).toEqual(before);
    evidence.snapshots.list = list;
    delete evidence.area.failing.set;
    expect(await evidence.writer.run({ type: 'go-back', id: snapshot })).toMatchObject({ ok: true });
  });

  it('leaves the text being typed about pages', async () => {
    const snapshot = await merged(evidence);
    await evidence.writer.run({ type: 'write-draft', url: here.url, change: { title: 'Typing' } });
    await evidence.writer.run({ type: 'go-back', id: snapshot });
    expect(evidence.contents()[`draft:${here.url}`]).toMatchObject({ title: 'Typing' });
  });

  it.each([
    ['erased', false],
    ['left as a trace, because the erasure was cut short', true],
  ])('is undone by the id of its answer if the replaced records were %s', async (_, isCutShort) => {
    const snapshot = await merged(evidence);
    const later = await evidence.livePieces();
    if (isCutShort) evidence.area.failing.remove = new Error('The browser was closed');
    const outcome = await evidence.writer.run({ type: 'go-back', id: snapshot });
    expect(await evidence.livePieces()).toMatchObject([{ url: here.url }]);
    expect(await evidence.writer.run({ type: 'undo', id: undoOf(outcome) })).toMatchObject({ count: 4 });
    expect(await evidence.livePieces()).toEqual(later);
    const { pieces, summary } = await readList(evidence.store);
    expect(summary).toEqual(summarise(pieces.values()));
  });

  it('is undone without pages that were tagged anew since', async () => {
    const snapshot = await merged(evidence);
    const outcome = await evidence.writer.run({ type: 'go-back', id: snapshot });
    const [first] = some;
    const page = { url: first?.url ?? '', title: 'Tagged anew' };
    await evidence.writer.run({ type: 'tag', domain: 'collaboration', pages: [page] });
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    const all = await evidence.livePieces();
    expect(all).toHaveLength(5);
    const anew = all.find(({ url }) => url === page.url);
    expect(anew).toMatchObject({ title: 'Tagged anew' });
    // Nothing of the words that came with the merge.
    expect(anew?.contributions).toEqual([{ origin: ORIGIN }]);
  });
});

describe('erasing everything', () => {
  it('leaves nothing', async () => {
    await merged(evidence);
    expect(await evidence.writer.run({ type: 'erase-everything' })).toEqual({ ok: true, count: 0 });
    expect(evidence.contents()).toEqual({});
    expect(evidence.area.items.size).toBe(0);
    expect(evidence.snapshots.kept.size).toBe(0);
  });

  it('reports a failure, and leaves the list to show it', async () => {
    const before = evidence.contents();
    evidence.snapshots.failing = new Error('still open elsewhere');
    expect(await evidence.writer.run({ type: 'erase-everything' })).toEqual({
      ok: false,
      fault: 'storage-failed',
    });
    expect(evidence.contents()).toEqual(before);
  });
});
