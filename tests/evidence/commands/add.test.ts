import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { pieceId } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { MAX_NOTE_LENGTH } from '../../../evidence/values/clean-text.ts';
import { ORIGIN, openEvidence, openItems, START, undoOf } from '../../support/evidence-store.ts';
import { byId, labels, piece } from '../../support/pieces.ts';

const UUID = '3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
const URL = `urn:uuid:${UUID}`;
const ID = pieceId('collaboration', URL);
const command = {
  type: 'add',
  uuid: UUID,
  domain: 'collaboration',
  title: ' Minutes\n',
  note: 'Decided\r\ntogether.',
  facts: {
    activityDate: '2026-03-01',
    labels: [' Council ', 'council'],
    access: 'local',
    place: 'Green folder ',
  },
} as const;
const add = { ...command, facts: { ...command.facts, labels: [...command.facts.labels] } };
const added = piece({
  url: URL,
  title: 'Minutes',
  note: 'Decided\ntogether.',
  taggedAt: START,
  updatedAt: START,
  activityDate: '2026-03-01',
  labels: ['Council'],
  access: 'local',
  place: 'Green folder',
  origin: ORIGIN,
});

describe('add', () => {
  it('stores evidence without a web page, in one call, and counts it by domain only', async () => {
    const { writer, area, contents, store } = openEvidence();
    expect(await writer.run(add)).toEqual({ ok: true, count: 1 });
    expect((await readList(store)).pieces).toEqual(byId([added]));
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
    expect(Object.keys(contents())).toEqual([`evidence:${ID}`, 'labels', 'settings', 'summary']);
    expect(contents()).toMatchObject({ labels: ['Council'], summary: { counts: { collaboration: 1 } } });
  });

  it('adds a piece once, even if it is sent twice or with its id in capitals', async () => {
    const { writer, store } = openEvidence();
    await writer.run(add);
    const again = { ...add, uuid: UUID.toUpperCase(), title: 'Other', facts: {} };
    expect(await writer.run(again)).toEqual({ ok: true, count: 0 });
    expect((await readList(store)).pieces).toEqual(byId([added]));
  });

  it('records who added the piece, if the settings name somebody', async () => {
    const { writer, livePieces } = openItems({ settings: { version: 1, name: 'Ana' } });
    await writer.run(add);
    expect(await livePieces()).toMatchObject([{ contributions: [{ origin: ORIGIN, by: 'Ana' }] }]);
  });

  it('adds a piece that can be deleted, restored and added again', async () => {
    const { writer, livePieces } = openEvidence();
    await writer.run(add);
    const outcome = await writer.run({ type: 'delete', ids: [ID] });
    expect(await livePieces()).toEqual([]);
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toHaveLength(1);
    await writer.run({ type: 'delete', ids: [ID] });
    await writer.run(add);
    expect(await livePieces()).toMatchObject([{ title: 'Minutes', labels: ['Council'] }]);
  });

  it.each([
    ['too-long', { note: 'a'.repeat(MAX_NOTE_LENGTH + 1) }],
    ['too-many', { facts: { labels: labels(21) } }],
  ])('is refused as %s and remembers no label', async (fault, fields) => {
    const { writer, contents } = openEvidence();
    const before = contents();
    expect(await writer.run({ ...add, ...fields })).toEqual({ ok: false, fault });
    expect(contents()).toEqual(before);
  });
});

describe('evidence without a web page', () => {
  it('can be written to, moved and deleted like any other piece', async () => {
    const { writer, livePieces, store } = openEvidence([added]);
    const there = pieceId('model-school', URL);
    await writer.run({ type: 'write-title', id: ID, title: 'Other' });
    await writer.run({ type: 'edit-facts', ids: [ID], change: { place: 'Shelf 3', access: null } });
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'write-note', id: there, note: 'New.' });
    const { access: _a, updatedAt: _u, ...rest } = added;
    const [{ contributions, ...moved } = {}, ...others] = await livePieces();
    const expected = { ...rest, domain: 'model-school', title: 'Other', place: 'Shelf 3' };
    expect({ ...moved, contributions }).toEqual({
      ...expected,
      contributions: [
        {
          origin: ORIGIN,
          note: 'New.',
          from: 'collaboration',
          cameAt: expect.stringMatching(/^2026-06-01T/),
        },
      ],
    });
    expect(others).toEqual([]);
    await writer.run({ type: 'delete', ids: [there] });
    expect(await livePieces()).toEqual([]);
    expect((await readList(store)).tallies).toEqual(new Map());
  });

  it.each([
    { type: 'tag', domain: 'model-school', pages: [{ url: URL, title: 'x' }] },
    { type: 'write-draft', url: URL, change: { title: 'x' } },
    { type: 'set-picture', url: URL, picture: null },
  ] satisfies Command[])('is no page: $type is refused', async (other) => {
    const { writer, contents } = openEvidence([added]);
    const before = contents();
    expect(await writer.run(other)).toEqual({ ok: false, fault: 'untaggable' });
    expect(contents()).toEqual(before);
  });
});
