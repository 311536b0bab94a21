import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import type { Facts, FactsChange } from '../../../evidence/piece/facts.ts';
import { pieceId } from '../../../evidence/piece/piece.ts';
import { labelRegister } from '../../../evidence/piece/registers.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { itemsOf, openEvidence, openItems, START } from '../../support/evidence-store.ts';
import { byId, labels, piece, quote, quotes } from '../../support/pieces.ts';

const ID = pieceId('collaboration', piece().url);
const PAGE = piece().url;
const EARLIER = '2026-05-01T00:00:00.000Z';
const there = piece({ domain: 'model-school' });

describe('add-quote and remove-quote', () => {
  it('change one piece, and are remembered for Undo', async () => {
    const { writer, livePieces, store } = openEvidence([piece(), there]);
    await writer.run({ type: 'add-quotes', id: ID, quotes: [quote(' One.\u202E ')] });
    expect((await livePieces()).map((one) => one.quotes)).toEqual([[cleanOne()], undefined]);
    expect(await store.read(LAST_ACTION)).toMatchObject({ kind: 'quote-added', pages: [PAGE] });
    await writer.run({ type: 'remove-quote', id: ID, quote: cleanOne() });
    expect((await livePieces()).map((one) => one.quotes)).toEqual([undefined, undefined]);
    expect(await store.read(LAST_ACTION)).toMatchObject({ kind: 'quote-removed', pages: [PAGE] });
  });

  it('write nothing if there is nothing to do', async () => {
    const { writer, area } = openEvidence([piece({ quotes: [quote('One.')] })]);
    const commands: Command[] = [
      { type: 'add-quotes', id: ID, quotes: [quote('One.')] },
      { type: 'add-quotes', id: ID, quotes: [quote(' \u200B')] },
      { type: 'remove-quote', id: ID, quote: quote('Two.') },
    ];
    for (const command of commands) {
      expect(await writer.run(command)).toEqual({ ok: true, count: 0 });
    }
    expect(area.calls.some(({ name }) => name !== 'get')).toBe(false);
  });

  it('refuse the twenty-first quote, so that none is lost in silence', async () => {
    const { writer, contents } = openEvidence([piece({ quotes: quotes(20) })]);
    const before = contents();
    const outcome = await writer.run({ type: 'add-quotes', id: ID, quotes: [quote('One more.')] });
    expect(outcome).toEqual({ ok: false, fault: 'too-many' });
    expect(contents()).toEqual(before);
  });
});

describe('edit-facts', () => {
  const change: FactsChange = { labels: [' Water\n'], status: 'planned', activityDate: '2026-03-01' };
  const command: Command = { type: 'edit-facts', ids: [ID], change };

  it('changes the page in every domain, deleted or not, in one call', async () => {
    const gone = deletePiece(piece({ domain: 'student-agency', access: 'login' }), EARLIER);
    const other = piece({ url: 'https://school.example/other' });
    const { writer, store, area } = openEvidence([piece(), there, gone, other]);
    await writer.run(command);
    const written: Facts = { labels: ['Water'], status: 'planned', activityDate: '2026-03-01' };
    const changedAt = { [labelRegister('water')]: START, status: START, activityDate: START };
    const change = { ...written, updatedAt: START, changedAt };
    expect((await readList(store)).pieces).toEqual(
      byId([{ ...piece(), ...change }, { ...there, ...change }, { ...gone, ...change }, other]),
    );
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
  });

  it('offers its labels first from then on, in the same call', async () => {
    const { writer, store, area } = openItems({ ...itemsOf([piece()]), labels: ['Air', 'Water'] });
    await writer.run({ type: 'edit-facts', ids: [ID], change: { labels: ['water', ' Earth '] } });
    expect(await store.read(LABELS)).toEqual(['water', 'Earth', 'Air']);
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
  });

  it('saves the label being typed in the page’s draft, and removes it in the call that stores the label', async () => {
    const draft = { version: 1, title: 'Typed', updatedAt: EARLIER };
    const { writer, store, area } = openItems({ ...itemsOf([piece(), there]), [`draft:${PAGE}`]: draft });
    const typing: Command = {
      type: 'edit-facts',
      ids: [ID],
      change: { labels: [] },
      begun: { text: ' Wat', at: 0 },
    };
    expect(await writer.run(typing)).toEqual({ ok: true, count: 0 });
    expect(area.items.get(`draft:${PAGE}`)).toMatchObject({ title: 'Typed', label: { text: 'Wat', at: 0 } });
    expect(await store.read(LABELS)).toEqual([]);
    const before = area.calls.length;
    const whole: Command = { type: 'edit-facts', ids: [ID], change: { labels: ['Water'] }, begun: null };
    await writer.run(whole);
    expect(area.calls.slice(before).filter(({ name }) => name !== 'get')).toHaveLength(1);
    expect(area.items.get(`draft:${PAGE}`)).toEqual({
      version: 1,
      title: 'Typed',
      updatedAt: expect.any(String),
    });
    expect(area.items.get(`evidence:${ID}`)).toMatchObject({ labels: ['Water'] });
    const stored = area.calls.length;
    await writer.run(whole);
    expect(area.calls.slice(stored).filter(({ name }) => name !== 'get')).toEqual([]);
  });

  it('leaves a draft alone if a newer version wrote it', async () => {
    const draft = { version: 99, title: 'Typed', updatedAt: EARLIER };
    const { writer, area } = openItems({ ...itemsOf([piece()]), [`draft:${PAGE}`]: draft });
    await writer.run({
      type: 'edit-facts',
      ids: [ID],
      change: { labels: ['Air'] },
      begun: { text: 'Wat', at: 1 },
    });
    expect(area.items.get(`draft:${PAGE}`)).toEqual(draft);
    expect(area.items.get(`evidence:${ID}`)).toMatchObject({ labels: ['Air'] });
  });

  it.each([
    ['a deleted piece', [piece({ deletedAt: EARLIER }), there]],
    ['a piece that is not there', [there]],
  ])('does not find %s', async (_, pieces) => {
    const { writer, contents } = openEvidence(pieces);
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'not-found' });
    expect(contents()).toEqual(before);
  });

  it('refuses more labels than a page can have', async () => {
    const { writer, contents } = openEvidence([piece()]);
    const before = contents();
    const outcome = await writer.run({ type: 'edit-facts', ids: [ID], change: { labels: labels(21) } });
    expect(outcome).toEqual({ ok: false, fault: 'too-many' });
    expect(contents()).toEqual(before);
  });
});

function cleanOne() {
  // The white space around a passage belongs to its context.
  return quote('One.', { suffix: ' After it.' });
}
