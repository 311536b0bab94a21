import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../evidence/commands/index.ts';
import { MAX_PAGES_AT_ONCE } from '../../../evidence/commands/tag.ts';
import { offlineAddress } from '../../../evidence/page/page-address.ts';
import { type PieceFields, picture, piece, quote } from '../../support/pieces.ts';

const id = 'collaboration:https://school.example/a';
const page = { url: 'https://school.example/a', title: 'A' };
const uuid = '3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
const offline = piece({ url: offlineAddress(uuid), quotes: [quote('One.')], place: 'Cupboard' });
const facts = {
  activityDate: '2026-03-01',
  labels: ['Water'],
  status: 'planned',
  access: 'login',
  place: 'x',
};
const defaults = { activityDate: null, labels: [], status: null, access: null, place: '' };
const shape = { crop: { left: 0, top: 0, width: 1, height: 0.5 }, blurs: [] };
const add = { type: 'add', uuid, domain: 'collaboration', title: 'A', note: 'x', facts };

describe('parseCommand', () => {
  it.each([
    { type: 'tag', domain: 'collaboration', pages: [page] },
    { type: 'tag', domain: 'collaboration', pages: [page], quotes: [quote('One.')] },
    { type: 'tag', domain: 'collaboration', pages: Array(MAX_PAGES_AT_ONCE).fill(page) },
    add,
    { ...add, uuid: uuid.toUpperCase(), facts: {} },
    { type: 'delete', ids: [id] },
    { type: 'delete', ids: [id], onlyMine: true },
    { type: 'write-note', id, note: 'x' },
    { type: 'write-title', id, title: 'x' },
    { type: 'add-quotes', id, quotes: [quote('One.')] },
    { type: 'remove-quote', id, quote: quote('One.', { 'x-position': 1 }) },
    { type: 'edit-facts', ids: [id], change: facts },
    { type: 'edit-facts', ids: [id], change: defaults },
    { type: 'write-draft', url: page.url, change: { title: 'x', quotes: [quote('One.')], picture: shape } },
    { type: 'write-draft', url: page.url, change: { title: null, quotes: null, picture: null } },
    { type: 'set-picture', url: page.url, picture: picture(1) },
    { type: 'set-picture', url: page.url, picture: null },
    { type: 'move', ids: [id], to: 'model-school' },
    { type: 'merge', pieces: [] },
    { type: 'merge', pieces: [piece(), offline], names: ['Ana'], continues: 'x', isPart: true },
    { type: 'dismiss-merge' },
    { type: 'undo', id: 'x' },
    { type: 'undo', id: 'x', page, continues: true },
    { type: 'forget-drafts', pages: [page.url] },
    { type: 'recount' },
    { type: 'save-settings', change: { language: 'ro' } },
    { type: 'save-settings', change: { secondLanguage: null, showSecondLanguage: true } },
    { type: 'save-settings', change: { name: ' Ana\n', contextMenu: false } },
  ])('understands $type', (command) => {
    expect(parseCommand(command)).toEqual(command);
  });

  it.each([
    ['unknown fields of more than 10 kB', { x: 'a'.repeat(10_001) }],
    ['a field named like a method of every object', { toString: 'x' }],
    ['such a name further down', { x: [{ valueOf: 'x' }] }],
  ])('refuses to merge a piece with %s', (_, field) => {
    expect(parseCommand({ type: 'merge', pieces: [piece(field as PieceFields)] })).toBeUndefined();
  });

  it('cleans unclean pieces to the form in which they are stored', () => {
    const old = piece({ title: ' Water\n', labels: [' Rivers '] });
    const now = piece({ title: 'Water', labels: ['Rivers'] });
    expect(parseCommand({ type: 'merge', pieces: [old] })).toEqual({
      type: 'merge',
      pieces: [now],
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'tag'],
    ['an array', [{ type: 'recount' }]],
    ['an unknown type', { type: 'clear' }],
    ['a type that is a method', { type: 'toString' }],
    ['a missing type', { id }],
    ['a field too many', { type: 'delete', ids: [id], force: true }],
    ['a field too few', { type: 'write-note', id }],
    ['an unknown domain', { type: 'move', ids: [id], to: 'sixth-domain' }],
    ['a title that is no text', { type: 'tag', domain: 'collaboration', pages: [{ ...page, title: 1 }] }],
    ['a page with a field too many', { type: 'tag', domain: 'collaboration', pages: [{ ...page, tab: 1 }] }],
    ['a piece that is none', { type: 'merge', pieces: [{}] }],
    ['no page at all', { type: 'tag', domain: 'collaboration', pages: [] }],
    [
      'too many pages',
      { type: 'tag', domain: 'collaboration', pages: Array(MAX_PAGES_AT_ONCE + 1).fill(page) },
    ],
    [
      'too many quotes',
      { type: 'tag', domain: 'collaboration', pages: [page], quotes: Array(21).fill(quote('One.')) },
    ],
    ['a quote that is text', { type: 'add-quotes', id, quotes: ['One.'] }],
    ['a uuid that is none', { ...add, uuid: '../evidence' }],
    ['a fact that is unknown', { type: 'edit-facts', ids: [id], change: { stars: 5 } }],
    ['a day that is none', { type: 'edit-facts', ids: [id], change: { activityDate: '2026-02-30' } }],
    ['a draft of nothing', { type: 'write-draft', url: page.url }],
    ['a draft of a note', { type: 'write-draft', url: page.url, change: { note: 'x' } }],
    ['a picture that is none', { type: 'set-picture', url: page.url, picture: { id: 'x' } }],
    ['a draft on no page', { type: 'forget-drafts', pages: ['x'] }],
    ['a merge with a field too many', { type: 'merge', pieces: [], differing: 'keep' }],
    ['an undo of nothing', { type: 'undo' }],
    ['an undo that brings its own changes', { type: 'undo', id: 'x', changes: [] }],
    ['an unknown setting', { type: 'save-settings', change: { telemetry: true } }],
    ['a language that is none', { type: 'save-settings', change: { language: '../en' } }],
  ])('does not understand %s', (_, value) => {
    expect(parseCommand(value)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom('tag', 'merge', 'undo'), changes: fc.anything() }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        expect(() => parseCommand(value)).not.toThrow();
      }),
    );
  });
});
