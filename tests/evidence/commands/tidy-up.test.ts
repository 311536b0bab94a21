import { describe, expect, it } from 'vitest';
import { move } from '../../../evidence/piece/move.ts';
import { PIECE_VERSION, type Piece } from '../../../evidence/piece/piece.ts';
import { datedStore } from '../../../evidence/storage/dated-store.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { afterLook, isToBeAsked, KNOWN_DATE } from '../../../evidence/storage/known-date.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { folded } from '../../../evidence/storage/last-action.ts';
import { put } from '../../../evidence/storage/puts.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { hash } from '../../../evidence/values/hash.ts';
import stored from '../../fixtures/evidence-v1.json';
import { itemsOf, openEvidence, openItems, START } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

const DAY = 24 * 60 * 60 * 1_000;
const ago = (days: number, more = 0) => new Date(Date.parse(START) - days * DAY - more).toISOString();
const at = (path: string, fields = {}) => piece({ url: `https://school.example/${path}`, ...fields });

/** Records that remain of pieces that were deleted for good. */
function goneOf(...pieces: readonly Piece[]) {
  return { version: 1, pieces: Object.fromEntries(pieces.map((one) => [hash(idOf(one)), one.deletedAt])) };
}

describe('tidyUp', () => {
  it('erases pieces deleted more than 60 days ago, and nothing else', async () => {
    const kept = [
      at('live', { taggedAt: ago(900), updatedAt: ago(900) }),
      at('yesterday', { deletedAt: ago(1) }),
      at('60-days-ago', { deletedAt: ago(60) }),
      at('newer', { version: PIECE_VERSION + 1, deletedAt: ago(900) }),
    ];
    const expired = [
      at('old', { deletedAt: ago(60, 1) }),
      at('older', { taggedAt: ago(901), deletedAt: ago(900) }),
    ];
    const unreadable = { 'evidence:collaboration:https://school.example/bad': { deletedAt: ago(900) } };
    const { writer, contents } = openItems(
      { ...itemsOf([...kept, ...expired]), ...unreadable, settings: 1 },
      0,
    );
    expect(await writer.tidyUp()).toEqual({ ok: true, count: 0 });
    const gone = goneOf(...expired);
    expect(contents()).toEqual({ ...itemsOf(kept), ...unreadable, settings: 1, gone });
  });

  it('erases drafts that nobody touched for 60 days, and what remains of other drafts', async () => {
    const draft = (updatedAt: string, version = 1) => ({ version, title: 'Typed', updatedAt });
    const kept = {
      'draft:https://school.example/new': draft(ago(60)),
      'draft:https://school.example/newer': draft(ago(900), 2),
      'draft:https://school.example/damaged': 'damaged',
    };
    const { writer, contents } = openItems(
      {
        ...itemsOf([]),
        ...kept,
        'draft:https://school.example/old': draft(ago(60, 1)),
        'draft:https://school.example/empty': null,
      },
      0,
    );
    await writer.tidyUp();
    expect(contents()).toEqual({ ...itemsOf([]), ...kept });
  });

  it('erases the picture of a page with its last live piece, unless Undo would bring that piece back', async () => {
    const old = picture(1);
    const justGone = at('just-gone', { deletedAt: ago(1) });
    const pieces = [
      at('live'),
      at('gone', { deletedAt: ago(1) }),
      justGone,
      at('newer', { version: PIECE_VERSION + 1, deletedAt: ago(900) }),
    ];
    const kept = {
      ...itemsOf(pieces),
      'last-action-part': folded({
        version: 1,
        id: 'action',
        part: 1,
        at: ago(1),
        pieces: [{ id: idOf(justGone), before: at('just-gone'), after: justGone }],
        records: [],
      }),
      'evidence:collaboration:https://school.example/bad': 'damaged',
      'draft:https://school.example/draft': { version: 1, title: 'Typed', updatedAt: ago(1) },
      'picture:https://school.example/live': old,
      'picture:https://school.example/just-gone': old,
      'picture:https://school.example/newer': old,
      'picture:https://school.example/bad': old,
      'picture:https://school.example/of-a-newer-version': { ...old, version: 2 },
      'picture:https://school.example/damaged': { ...old, type: 'image/gif' },
    };
    const { writer, contents } = openItems(
      {
        ...kept,
        ...itemsOf([...pieces, at('expired', { deletedAt: ago(61) })]),
        'draft:https://school.example/old-draft': { version: 1, title: 'Typed', updatedAt: ago(61) },
        'picture:https://school.example/expired': old,
        'picture:https://school.example/gone': old,
        'picture:https://school.example/draft': old,
        'picture:https://school.example/never-tagged': picture(3),
        'picture:https://school.example/none': null,
      },
      0,
    );
    await writer.tidyUp();
    expect(contents()).toEqual({ ...kept, gone: goneOf(at('expired', { deletedAt: ago(61) })) });
  });

  it.each([
    ['a wrong summary', { summary: summarise([]) }],
    ['no summary', { summary: 'damaged' }],
    ['a wrong tally', { 'tally:site:school.example': 7 }],
    ['tallies of nothing', { 'tally:site:gone.example': 0, 'tally:path:gone.example/a': 3, 'tally:x': 1 }],
  ])('corrects the counts: %s', async (_, wrong) => {
    const { writer, contents } = openItems({ ...itemsOf([piece()]), ...wrong });
    await writer.tidyUp();
    expect(contents()).toEqual(itemsOf([piece()]));
  });

  it('adds tallies to a list without them, and changes nothing else in it', async () => {
    const counted = itemsOf([piece()]);
    const items = Object.fromEntries(Object.entries(counted).filter(([key]) => !key.startsWith('tally:')));
    const { writer, contents, store } = openItems(items);
    expect((await readList(store)).tallies.size).toBe(0);
    await writer.tidyUp();
    expect(contents()).toEqual({
      ...items,
      'tally:site:school.example': 1,
      'tally:path:school.example/projects/water': 1,
    });
  });

  it('removes only empty records from a store of version 1', async () => {
    const { writer, contents } = openItems(stored);
    const expected = contents();
    const plan = 'https://school.example/plan';
    for (const key of [`draft:${plan}`, `picture:${plan}`, 'tally:path:school.example/plan'])
      delete expected[key];
    await writer.tidyUp();
    expect(contents()).toEqual(expected);
  });

  it('writes nothing if all is well', async () => {
    const { writer, area } = openEvidence([piece(), at('gone', { deletedAt: ago(1) })]);
    await writer.tidyUp();
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([]);
  });

  it('forgets labels that no piece has any more, but not those of pieces in the bin', async () => {
    const { writer, store } = openItems({
      ...itemsOf([at('live', { labels: ['Water'] }), at('gone', { labels: ['Air'], deletedAt: ago(1) })]),
      labels: ['A pupil', 'air', 'Water'],
    });
    await writer.tidyUp();
    expect(await store.read(LABELS)).toEqual(['air', 'Water']);
  });

  it('leaves of the trace of a piece that moved long ago only where it went, and all of it in earlier versions', async () => {
    const { left: moved, arrived } = move(
      at('moved', { taggedAt: ago(62), updatedAt: ago(62), labels: ['Water'], quotes: [quote('One.')] }),
      undefined,
      'model-school',
      ago(61),
    );
    const evidence = openItems(itemsOf([moved, arrived]));
    await evidence.writer.tidyUp();
    const { pieces } = await readList(evidence.store);
    expect(pieces.get(idOf(arrived))).toEqual(arrived);
    const { labels: _, quotes: _q, ...rest } = moved;
    expect(pieces.get(idOf(moved))).toEqual({ ...rest, title: '' });
    const [{ content = '' } = {}] = evidence.snapshots.kept.values();
    expect(JSON.parse(content)[`evidence:${idOf(moved)}`]).toEqual(moved);
  });

  it('takes the words of a tag that was taken off long ago out of a page that others tagged', async () => {
    const both = at('both', {
      note: 'Hers.',
      contributions: [{ origin: 'ion', by: 'Ion', note: 'His.', isOff: true, at: ago(61) }],
    });
    const fresh = at('fresh', {
      note: 'Hers.',
      contributions: [{ origin: 'ion', by: 'Ion', note: 'His.', isOff: true, at: ago(59) }],
    });
    const evidence = openItems(itemsOf([both, fresh]));
    await evidence.writer.tidyUp();
    const { pieces } = await readList(evidence.store);
    expect(JSON.stringify(pieces.get(idOf(both)))).not.toMatch(/His\.|Ion/);
    expect(pieces.get(idOf(both))?.contributions).toHaveLength(2);
    expect(pieces.get(idOf(fresh))).toEqual(fresh);
  });

  it('erases earlier versions of the list that are older than 180 days', async () => {
    const evidence = openItems({ ...itemsOf([at('live')]), 'known-date': { version: 1, day: '2026-05-31' } });
    await evidence.writer.saveBeforeMigration();
    const [{ snapshot, content } = {}] = evidence.snapshots.kept.values();
    if (!snapshot || content === undefined) throw new Error('There is no snapshot');
    for (const days of [179, 181]) {
      const id = `1f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2${days}`;
      await evidence.snapshots.keep({ ...snapshot, id, takenAt: ago(days) }, content, []);
    }
    await evidence.writer.tidyUp();
    expect((await evidence.snapshots.list()).map(({ takenAt }) => takenAt)).toEqual([
      snapshot.takenAt,
      ago(179),
    ]);
  });
});

describe('a clock that jumped', () => {
  const gone = at('gone', { deletedAt: ago(59) });
  const items = {
    ...itemsOf([at('live'), gone]),
    'draft:https://school.example/draft': { version: 1, title: 'Typed', updatedAt: ago(59) },
    'last-merge': { version: 1, id: 'action', mergedAt: ago(59), names: [], count: 1, isPart: false },
    'last-action-part': folded({
      version: 1,
      id: 'action',
      part: 1,
      at: ago(59),
      pieces: [{ id: idOf(gone), before: null }],
      records: [],
    }),
    'application:4f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c12': {
      version: 1,
      id: '4f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c12',
      name: 'Label',
      school: '',
      preparedBy: '',
      texts: {},
      createdAt: ago(59),
      updatedAt: ago(59),
      deletedAt: ago(59),
    },
  };
  const FEW = Object.keys(items).filter((key) => !key.startsWith('tally:') && key !== 'summary');

  /** A day so many days after the last known one. */
  function jumped(days: number) {
    return openItems({ ...items, 'known-date': { version: 1, day: ago(days).slice(0, 10) } });
  }

  async function left({ contents }: ReturnType<typeof jumped>) {
    return FEW.filter((key) => contents()[key] !== undefined && contents()[key] !== null);
  }

  it.each([32, 70, 26_000])(
    'by %i days erases nothing until the teacher confirms that the date is right',
    async (days) => {
      const evidence = jumped(days);
      // Without the check, a piece deleted 59 days before the jump would be erased now.
      const later = openItems(
        JSON.parse(JSON.stringify(evidence.contents()).replaceAll(ago(59), ago(59 + days))),
      );
      await later.writer.tidyUp();
      await later.writer.tidyUp();
      expect(await left(later)).toEqual(FEW);
      expect(later.snapshots.kept.size).toBe(1);
      const day = START.slice(0, 10);
      expect(isToBeAsked(await later.store.read(KNOWN_DATE), new Date(START))).toBe(true);
      await later.writer.run({ type: 'answer-date', day, isRight: true });
      expect(isToBeAsked(await later.store.read(KNOWN_DATE), new Date(START))).toBe(false);
      await later.writer.tidyUp();
      expect(await left(later)).toEqual([`evidence:${idOf(at('live'))}`]);
    },
  );

  it('erases nothing if the teacher says that the date is wrong, and does not ask again every day', async () => {
    const evidence = jumped(70);
    const day = START.slice(0, 10);
    await evidence.writer.run({ type: 'answer-date', day, isRight: false });
    const known = await evidence.store.read(KNOWN_DATE);
    expect(isToBeAsked(known, new Date(Date.parse(START) + 5 * DAY))).toBe(false);
    await evidence.writer.tidyUp();
    expect(await left(evidence)).toEqual(FEW);
    // The clock is right again: a day after the last known one.
    expect(afterLook(known, new Date(ago(69)))).toEqual({ version: 1, day: ago(69).slice(0, 10) });
  });

  it('by 31 days or fewer counts as a holiday: nobody is asked', async () => {
    const evidence = jumped(31);
    expect(isToBeAsked(await evidence.store.read(KNOWN_DATE), new Date(START))).toBe(false);
    await evidence.writer.tidyUp();
    expect(await evidence.store.read(KNOWN_DATE)).toEqual({
      version: 1,
      day: START.slice(0, 10),
      tidied: START.slice(0, 10),
    });
  });

  it('has no effect if the answer is for another day than the clock shows', async () => {
    const evidence = jumped(70);
    const before = evidence.contents();
    await evidence.writer.run({ type: 'answer-date', day: '2026-05-30', isRight: true });
    expect(evidence.contents()).toEqual(before);
  });

  it('back by months makes the earlier day the known one, so that the next jump ahead is noticed', () => {
    const known = { version: 1 as const, day: '2099-01-01' };
    expect(afterLook(known, new Date(START))).toEqual({ version: 1, day: '2026-06-01' });
    expect(afterLook({ version: 1, day: '2026-06-03' }, new Date(START))).toEqual({
      version: 1,
      day: '2026-06-03',
    });
  });

  it('is noticed by the date that the first write of each day stores in the same call', async () => {
    const area = memoryArea();
    const store = createStore(area);
    let clock = START;
    const dated = datedStore(store, () => new Date(clock));
    await dated.write([put(LABELS, ['Water'])]);
    await dated.write([put(LABELS, ['Air'])]);
    clock = new Date(Date.parse(START) + DAY).toISOString();
    await dated.write([put(LABELS, [])]);
    const sets = area.calls.filter(({ name }) => name === 'set').map(({ keys }) => keys);
    expect(sets).toEqual([2, 1, 2]);
    expect(await store.read(KNOWN_DATE)).toEqual({ version: 1, day: '2026-06-02' });
    clock = '2099-01-01T00:00:00.000Z';
    await dated.write([put(LABELS, ['Earth'])]);
    expect(await store.read(KNOWN_DATE)).toEqual({ version: 1, day: '2026-06-02' });
  });
});
