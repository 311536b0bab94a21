import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { storedContributions } from '../../../evidence/piece/contribution.ts';
import type { Facts } from '../../../evidence/piece/facts.ts';
import { type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { withContributions } from '../../../evidence/piece/with-contributions.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import {
  ORIGIN,
  openEvidence,
  ownPiece,
  type ShownPiece,
  under,
  undoOf,
} from '../../support/evidence-store.ts';
import { FIRST_ORIGIN, idOf, labels, noteIn, piece, quote, quotes } from '../../support/pieces.ts';

const PAGE = { url: 'https://school.example/projects/water/?utm_source=x#photos', title: ' Water\n' };
const ID = pieceId('collaboration', PAGE.url);
const THERE = pieceId('model-school', PAGE.url);
const EARLIER = '2026-05-01T00:00:00.000Z';

describe('undo', () => {
  it.each([
    ['a deletion', { type: 'delete', ids: [ID] }],
    ['taking off the own tag', { type: 'delete', ids: [ID], onlyMine: true }],
    ['a move', { type: 'move', ids: [ID], to: 'model-school' }],
    ['a move to where the page was tagged', { type: 'move', ids: [ID], to: 'student-agency' }],
    ['a new quote', { type: 'add-quotes', id: ID, quotes: [quote('Two.')] }],
    ['the loss of a quote', { type: 'remove-quote', id: ID, quote: quote('One.') }],
    [
      'facts',
      {
        type: 'edit-facts',
        ids: [ID],
        change: { labels: ['Air'], access: null, place: 'x' },
        undoable: true,
      },
    ],
    ['a new domain', { type: 'tag', domain: 'model-school', pages: [PAGE], quotes: [quote('One.')] }],
  ] as const)('of %s leaves the list as it was', async (_, command) => {
    const facts: Facts = { labels: ['Water'], access: 'login', activityDate: '2026-03-01' };
    const hers = { origin: 'ana', by: 'Ana', note: 'Hers.' };
    const { writer, livePieces } = openEvidence([
      ownPiece({ quotes: [quote('One.')], contributions: [hers], ...facts }),
      ownPiece({ domain: 'student-agency', note: 'There.', quotes: [quote('There.')], ...facts }),
    ]);
    const before = await livePieces();
    const outcome = await writer.run(command as Command);
    expect(await livePieces()).not.toEqual(before);
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a tag deletes the piece again', async () => {
    const { writer, livePieces } = openEvidence();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual([]);
  });

  it('of a hundred pages tagged at once deletes them, each with what was added since', async () => {
    const pages = Array.from({ length: 100 }, (_, n) => ({ url: `https://school.example/${n}`, title: '' }));
    const mine = ownPiece({ url: 'https://school.example/0' });
    const { writer, livePieces, store } = openEvidence([mine, { ...mine, domain: 'model-school' }]);
    const before = await livePieces();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages });
    const id = pieceId('collaboration', 'https://school.example/1');
    await writer.run({ type: 'write-note', id, note: 'Typed since.' });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
    expect(noteIn((await readList(store)).pieces.get(id))).toBe('Typed since.');
  });

  it('of a quote leaves another that was added since, in whichever order they are undone', async () => {
    const { writer, livePieces } = openEvidence([piece({ quotes: [quote('One.')] })]);
    const added = await writer.run({ type: 'add-quotes', id: ID, quotes: [quote('Two.')] });
    const removed = await writer.run({ type: 'remove-quote', id: ID, quote: quote('One.') });
    await writer.run({ type: 'add-quotes', id: ID, quotes: [quote('Three.')] });
    await writer.run({ type: 'undo', id: undoOf(added) });
    expect(await livePieces()).toMatchObject([{ quotes: [quote('Three.')] }]);
    await writer.run({ type: 'undo', id: undoOf(removed) });
    expect(await livePieces()).toMatchObject([{ quotes: [quote('One.'), quote('Three.')] }]);
  });

  it('of labels leaves others that were added since', async () => {
    const { writer, livePieces } = openEvidence([piece({ labels: ['Water'] })]);
    const outcome = await writer.run({
      type: 'edit-facts',
      ids: [ID],
      change: { labels: ['Water', 'Air'] },
      undoable: true,
    });
    await writer.run({
      type: 'edit-facts',
      ids: [ID],
      change: { labels: ['Water', 'Air', 'Earth'], place: 'x' },
    });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toMatchObject([{ labels: ['Water', 'Earth'], place: 'x' }]);
  });

  it('is refused if there would be too many quotes, and changes nothing', async () => {
    const { writer, contents } = openEvidence([piece({ quotes: quotes(20) })]);
    const outcome = await writer.run({ type: 'remove-quote', id: ID, quote: quote('0') });
    await writer.run({ type: 'add-quotes', id: ID, quotes: [quote('Two.')] });
    const before = contents();
    expect(await writer.run({ type: 'undo', id: undoOf(outcome) })).toEqual({
      ok: false,
      fault: 'too-many',
    });
    expect(contents()).toEqual(before);
  });

  it('of two moves at once returns what was written into each page since', async () => {
    const other = ownPiece({ url: 'https://school.example/other' });
    const { writer, livePieces } = openEvidence([ownPiece(), other]);
    const outcome = await writer.run({ type: 'move', ids: [ID, idOf(other)], to: 'model-school' });
    await writer.run({ type: 'write-note', id: THERE, note: 'Water.' });
    await writer.run({ type: 'write-note', id: pieceId('model-school', other.url), note: 'Other.' });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toMatchObject([
      { url: other.url, domain: other.domain, contributions: [{ origin: ORIGIN, note: 'Other.' }] },
      { url: piece().url, domain: other.domain, contributions: [{ origin: ORIGIN, note: 'Water.' }] },
    ]);
  });

  it('of a move returns quotes and facts as they are now, and none that were removed since', async () => {
    const here = piece({ quotes: [quote('One.')], access: 'login', labels: ['Water'] });
    const { writer, livePieces } = openEvidence([here]);
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'remove-quote', id: THERE, quote: quote('One.') });
    await writer.run({ type: 'edit-facts', ids: [THERE], change: { access: null, labels: ['Air'] } });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    const [back, ...others] = await livePieces();
    const { updatedAt: _, ...expected } = piece({ labels: ['Air'] });
    expect(back).toStrictEqual(expected);
    expect(others).toEqual([]);
  });

  const own = { origin: ORIGIN, note: 'Typed at the last moment.' };
  const first = piece().contributions?.[0];
  it.each([
    ['that nobody else tagged', ownPiece(), [own]],
    ['that a colleague tagged, too', ownPiece({ contributions: first && [first] }), [own, first]],
    ['that only a colleague tagged', piece(), [first, { ...own, taggedAt: expect.any(String) }]],
  ])(
    'of the deletion of a page %s brings back the note that was typed at the last moment',
    async (_, stored, contributions) => {
      const { writer, livePieces } = openEvidence([stored]);
      const outcome = await writer.run({ type: 'delete', ids: [ID] });
      await writer.run({ type: 'write-note', id: ID, note: own.note });
      expect(await livePieces()).toEqual([]);
      await writer.run({ type: 'undo', id: undoOf(outcome) });
      expect(await livePieces()).toMatchObject([{ taggedAt: stored.taggedAt, contributions }]);
    },
  );

  const typed = 'Typed after the move.';
  const there = ownPiece({ domain: 'model-school', note: 'There.' });
  it.each([
    ['was never tagged', [], [[typed]]],
    ['was deleted', [deletePiece(there, EARLIER, ORIGIN)], [[typed]]],
    // Both notes had one field, and what was typed replaced them both.
    ['is tagged', [there], [[undefined], [typed]]],
  ])(
    'of a move to a domain in which the page %s leaves the text typed since in the list',
    async (_, before, notes) => {
      const { writer, livePieces } = openEvidence([ownPiece(), ...before]);
      const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
      await writer.run({ type: 'write-note', id: THERE, note: typed });
      await writer.run({ type: 'undo', id: undoOf(outcome) });
      const said = (await livePieces()).map(({ contributions }) => contributions?.map(({ note }) => note));
      expect(said).toEqual(notes);
    },
  );

  it('of a move returns the text typed since to the piece’s first domain, as changed just now', async () => {
    const { writer, store } = openEvidence([ownPiece({ keywords: 'x' })]);
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'write-note', id: THERE, note: 'Typed after the move.' });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    const stored = (await readList(store)).pieces.get(ID);
    const { updatedAt: at = '' } = stored ?? {};
    expect(at).toMatch(/^2026-06-01/);
    const note = 'Typed after the move.';
    const { contributions = [], removals, ...rest } = stored ?? {};
    const { contributions: _, ...expected } = ownPiece({ keywords: 'x', updatedAt: at });
    expect(rest).toEqual(expected);
    expect(contributions).toEqual([{ origin: ORIGIN, note, at: expect.stringMatching(/^2026-06-01/) }]);
    expect(removals).toMatchObject([{ to: 'model-school', by: ORIGIN, isUndone: true }]);
  });

  it('of a move leaves quotes and labels in their order', async () => {
    const here = ownPiece({ quotes: quotes(6), labels: labels(6) });
    const { writer, livePieces } = openEvidence([here]);
    const before = await livePieces();
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a tag where the page was moved from leaves its other piece as it is', async () => {
    const hers = piece({ domain: 'model-school', origin: 'ana', title: 'Hers', place: 'Shelf 3' });
    const { writer, livePieces } = openEvidence([ownPiece({ title: 'Mine', place: 'Shelf 1' }), hers]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    const before = await livePieces();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    // The writer's words are words of their new domain since the page was tagged in the old one.
    const asRead = ({ contributions = [], ...rest }: ShownPiece) => ({
      ...rest,
      contributions: contributions.map(({ from: _, cameAt: _came, ...one }) => one),
    });
    expect((await livePieces()).map(asRead)).toEqual(before.map(asRead));
  });

  it('of a tag beside that of a colleague takes it off again, if it had gone with an earlier deletion', async () => {
    const both = ownPiece({ contributions: [{ origin: 'ana', by: 'Ana' }] });
    const { removals, contributions = [], ...rest } = deletePiece(both, EARLIER, 'ion');
    const { deletedAt: _, ...live } = rest;
    // Ana tagged the page again since.
    const again = contributions.map((one) =>
      one.origin === 'ana' ? { ...one, taggedAt: '2026-05-02T00:00:00.000Z' } : one,
    );
    const { writer, livePieces } = openEvidence([
      withContributions(
        { ...live, removals } as Piece,
        storedContributions({ ...rest, contributions: again }),
      ),
    ]);
    const before = await livePieces();
    expect(before).toMatchObject([{ contributions: [{ origin: 'ana' }] }]);
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a move changes nothing if the piece moved on since', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'move', ids: [THERE], to: 'student-agency' });
    const before = await livePieces();
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a move leaves note and quotes in the list if the page was tagged again since', async () => {
    const { writer, livePieces } = openEvidence([piece({ quotes: [quote('One.')] })]);
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE], quotes: [quote('New.')] });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    const [back, ...others] = await livePieces();
    const notes = back?.contributions?.map(({ origin, note = '' }) => [origin, note]);
    expect(notes).toEqual([
      [FIRST_ORIGIN, noteIn(piece())],
      [ORIGIN, ''],
    ]);
    expect(back?.domain).toBe('collaboration');
    expect(back?.quotes).toEqual([quote('New.'), quote('One.')]);
    expect(others).toEqual([]);
  });

  it('of something that was erased since changes nothing', async () => {
    const { writer, area, contents } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'delete', ids: [ID] });
    area.items.delete(`evidence:${ID}`);
    const before = under('evidence:', contents());
    const undo = { type: 'undo', id: undoOf(outcome) } as const;
    expect(await writer.run(undo)).toEqual({ ok: true, count: 0, left: 0 });
    expect(under('evidence:', contents())).toEqual(before);
  });

  it('of a tag returns the typed text to the draft, in the same call', async () => {
    const { writer, area, livePieces } = openEvidence();
    const change = { title: 'Typed', quotes: [quote('One.')] };
    await writer.run({ type: 'write-draft', url: PAGE.url, change });
    const wrong = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    const before = area.calls.filter(({ name }) => name !== 'get').length;
    await writer.run({ type: 'undo', id: undoOf(wrong), page: PAGE });
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(before + 1);
    await writer.run({ type: 'tag', domain: 'model-school', pages: [PAGE] });
    expect(await livePieces()).toMatchObject([{ domain: 'model-school', ...change }]);
  });

  it('of a move to where the page was deleted brings it back, with its words', async () => {
    const hers = { origin: FIRST_ORIGIN, by: 'Ana', note: 'Hers.' };
    const both = piece({ ...PAGE, origin: ORIGIN, note: 'One.', contributions: [hers] });
    const binned = deletePiece(both, EARLIER, ORIGIN);
    const mine = piece({ ...PAGE, domain: 'model-school', origin: ORIGIN, note: 'Two.' });
    const { writer, livePieces } = openEvidence([binned, mine]);
    const before = await livePieces();
    expect(before).toHaveLength(1);
    const moved = await writer.run({ type: 'move', ids: [THERE], to: 'collaboration' });
    await writer.run({ type: 'undo', id: undoOf(moved) });
    expect(await livePieces()).toEqual(before);
  });

  it('of tagging again, of the deletion and of the move brings everybody’s tags back', async () => {
    const mine = { origin: ORIGIN, by: 'Maria' };
    const { writer, livePieces } = openEvidence([piece({ ...PAGE, contributions: [mine] })]);
    const before = await livePieces();
    const actions: Command[] = [
      { type: 'move', ids: [ID], to: 'model-school' },
      { type: 'delete', ids: [THERE] },
      { type: 'tag', domain: 'model-school', pages: [PAGE] },
    ];
    const ids: string[] = [];
    for (const action of actions) ids.push(undoOf(await writer.run(action)));
    for (const id of ids.reverse()) await writer.run({ type: 'undo', id });
    const [back] = await livePieces();
    expect(back?.contributions).toEqual(before[0]?.contributions);
  });
});
