import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../evidence/application/edition.ts';
import type { Command } from '../../../evidence/commands/index.ts';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { jsonOf } from '../../../evidence/export/backup-text.ts';
import { createSafekeeping } from '../../../evidence/snapshots/safekeeping.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { application, APPLICATION_ID as id } from '../../support/applications.ts';
import { collaborators } from '../../support/collaborators.ts';
import { type EvidenceStore, itemsOf, openItems, undoAll, undoOf } from '../../support/evidence-store.ts';
import { idOf, piece } from '../../support/pieces.ts';

const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002';
const AT = '2026-05-01T00:00:00.000Z';
const mine = piece();
const theirs = piece({ origin: 'ana', url: 'https://school.example/new' });
const own = application({ school: 'Our school' });
const fuller = application({ school: 'Our school', preparedBy: 'Ana', updatedAt: AT });
const another = application({ id: OTHER, name: '2028' });
const copyOf = (name: string): Edition => ({
  version: 1,
  id: `cccccccc-0000-4000-8000-00000000000${name}`,
  frozenAt: AT,
  application: another,
  pieces: [mine],
});
const merge: Command = {
  type: 'merge',
  pieces: [theirs],
  applications: [fuller, another],
  editions: [copyOf('1'), copyOf('2')],
};

const open = () => openItems({ ...itemsOf([mine]), [`application:${id}`]: own });

/** The stored applications and pieces, without counts and temporary records. */
async function applicationsOf({ store }: EvidenceStore) {
  const { applications, pieces } = await readList(store);
  const live = [...applications.all.values()].filter(({ deletedAt }) => !deletedAt);
  return {
    live,
    editions: [...applications.editions.keys()].sort(),
    piece: pieces.get(idOf(theirs))?.deletedAt,
  };
}

describe('applications from merged files', () => {
  it('are written with the pieces in one write, and one Undo after a restart removes both', async () => {
    const evidence = open();
    const outcome = await evidence.writer.run(merge);
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    expect(evidence.area.calls.filter(({ name }) => name === 'set')).toHaveLength(1);
    expect(await applicationsOf(evidence)).toMatchObject({
      live: [fuller, another],
      editions: [copyOf('1').id, copyOf('2').id],
      piece: undefined,
    });
    const now = () => new Date('2026-06-02T00:00:00.000Z');
    const restarted = createWriter(collaborators(evidence.store, { now, journal: evidence.journal }));
    const id = undoOf(outcome);
    expect(await restarted.run({ type: 'undo', id })).toMatchObject({ ok: true, left: 0 });
    const { live, editions, piece: deletedAt } = await applicationsOf(evidence);
    expect([live, editions]).toEqual([[own], []]);
    expect(deletedAt).toBeDefined();
    await restarted.tidyUp();
    expect([...evidence.area.items.keys()].filter((key) => key.startsWith('edition:'))).toEqual([]);
  });

  it('can be undone alone as well, and merged again', async () => {
    const evidence = open();
    const alone: Command = { ...merge, pieces: [] };
    const outcome = await evidence.writer.run(alone);
    expect((await readList(evidence.store)).lastMerge).toBeDefined();
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await applicationsOf(evidence)).toMatchObject({ live: [own], editions: [] });
    await evidence.writer.run(alone);
    expect(await applicationsOf(evidence)).toMatchObject({ live: [fuller, another] });
    expect((await applicationsOf(evidence)).editions).toHaveLength(2);
  });

  it('in several messages are undone by one id', async () => {
    const evidence = open();
    const first: Command = { type: 'merge', pieces: [], applications: [fuller], editions: [copyOf('1')] };
    const id = undoOf(await evidence.writer.run(first));
    await evidence.writer.run({ ...merge, editions: [copyOf('2')], continues: id });
    await undoAll(evidence.writer, id);
    expect(await applicationsOf(evidence)).toMatchObject({ live: [own], editions: [] });
  });

  it('stay if somebody worked on them since', async () => {
    const evidence = open();
    const merged = await evidence.writer.run(merge);
    const write = { type: 'write-application-text', field: 'eSafety', text: 'Ours.' } as const;
    await evidence.writer.run({ ...write, id });
    await evidence.writer.run({ ...write, id: OTHER });
    await evidence.writer.run({ type: 'undo', id: undoOf(merged) });
    const { live } = await applicationsOf(evidence);
    expect(live).toMatchObject([
      { id, preparedBy: 'Ana', texts: { eSafety: 'Ours.' } },
      { id: OTHER, texts: { eSafety: 'Ours.' } },
    ]);
  });

  it('are erased by going back, except for an edition that was made here since', async () => {
    const evidence = open();
    const before = await createSafekeeping(evidence.store, evidence.snapshots).take('daily');
    await evidence.writer.run(merge);
    const made = 'dddddddd-0000-4000-8000-000000000001';
    await evidence.writer.run({ type: 'save-edition', id, edition: made });
    const outcome = await evidence.writer.run({ type: 'go-back', id: String(before) });
    expect(await applicationsOf(evidence)).toMatchObject({ live: [own], editions: [made] });
    // Going back once more brings them back.
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect((await applicationsOf(evidence)).editions).toHaveLength(3);
  });

  it('leave nothing of the editions if the Undo that removed them was interrupted', async () => {
    const evidence = open();
    const id = undoOf(await evidence.writer.run(merge));
    evidence.area.failing.remove = new Error('The disk is full');
    expect(await evidence.writer.run({ type: 'undo', id })).toMatchObject({ ok: true });
    expect((await applicationsOf(evidence)).editions).toEqual([]);
    delete evidence.area.failing.remove;
    await evidence.writer.tidyUp();
    expect([...evidence.area.items.keys()].filter((key) => key.startsWith('edition:'))).toEqual([]);
  });

  it('are exported without the time they came in', async () => {
    const evidence = open();
    await evidence.writer.run(merge);
    const { editions } = (await readList(evidence.store)).applications;
    expect([...editions.values()].every(({ broughtAt }) => broughtAt !== undefined)).toBe(true);
    const file = JSON.parse(jsonOf([], AT, { applications: [], editions: [...editions.values()] }));
    expect(file.editions).toEqual([copyOf('1'), copyOf('2')]);
  });
});
