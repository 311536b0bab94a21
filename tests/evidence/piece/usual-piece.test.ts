import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { move } from '../../../evidence/piece/move.ts';
import { PIECE_VERSION, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { isUsualPiece } from '../../../evidence/piece/usual-piece.ts';
import { anyFullPiece, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { HOSTILE_LIST, HOSTILE_TEXTS } from '../../support/hostile-pieces.ts';
import { labels, piece } from '../../support/pieces.ts';

const AT = '2026-03-02T09:00:00.000Z';
const COLLEAGUES = [
  { origin: 'ana', by: 'Ana', note: 'Ana’s.', taggedAt: AT, at: '2026-03-03T09:00:00.000Z' },
  { origin: 'eva', by: 'Eva' },
];
const saying = (one: object) => ({ ...piece(), contributions: [{ origin: 'ana' }, one] });

/** The schema's result for a value: an unknown field skips the short way. */
function bySchema(value: object): unknown {
  const parsed = parsePiece({ ...value, 'x-unknown': 1 });
  if (parsed.state !== 'ok') return parsed.state;
  const { 'x-unknown': _, ...rest } = parsed.piece as Piece & { 'x-unknown': unknown };
  return rest;
}

const isUsual = (value: unknown) => isUsualPiece(value, PIECE_VERSION);

/** Finds values on which the short way and the schema disagree. */
function expectAgreement(value: object): void {
  if (isUsual(value)) expect(bySchema(value)).toEqual(value);
}

describe('isUsualPiece', () => {
  const { quotes: _, ...facts } = fullPiece();
  it.each([
    ['a piece', piece()],
    ['one with all facts', facts],
    ['one without a web page', offlinePiece()],
    ['one that a file says is deleted', piece({ deletedAt: AT })],
    ['what several colleagues say', piece({ contributions: COLLEAGUES })],
    ['one that was changed', piece({ origin: 'a', changedAt: { title: AT, note: AT }, position: 7 })],
    ['as many labels as there may be', piece({ labels: labels(20) })],
    ['an address with a query', piece({ url: 'https://www.school.example/a/b.html?x=1&y=%C4%85#c' })],
  ])('takes the short way with %s', (_name, value) => {
    expect(isUsual(value)).toBe(true);
    expect(bySchema(value)).toEqual(value);
  });

  it.each([
    ['no object', 'text'],
    ['nothing', null],
    ['a list', [piece()]],
    ['no words of anybody', { ...piece(), contributions: undefined }],
    ['an empty list of words', { ...piece(), contributions: [] }],
    ['words of nobody', saying({ note: 'Water' })],
    ['words of an empty origin', saying({ origin: '' })],
    ['a tag that is off', saying({ origin: 'ion', isOff: true })],
    ['words with a field of nobody', saying({ origin: 'ion', x: 1 })],
    ['an empty note', saying({ origin: 'ion', note: '' })],
    ['an unclean note', saying({ origin: 'ion', note: 'a\r\nb' })],
    ['an empty name', saying({ origin: 'ion', by: '' })],
    ['one that was deleted', deletePiece(piece(), AT, 'ana')],
    ['one that was moved', move(piece(), undefined, 'model-school', AT).left],
    ['one that came', move(piece(), undefined, 'model-school', AT).arrived],
    ['a note on top', { ...piece(), note: 'Water' }],
    ['another version', piece({ version: PIECE_VERSION + 1 })],
    ['a field of nobody', { ...piece(), 'x-school': 1 }],
    ['the name of a prototype', JSON.parse(`{ "__proto__": 1, ${JSON.stringify(piece()).slice(1)}`)],
    ['a label twice', piece({ labels: ['Water', 'water'] })],
    ['an empty place', piece({ place: '' })],
    ['too long a title', piece({ title: 'a'.repeat(1_001) })],
  ])('leaves %s to the schema', (_name, value) => {
    expect(isUsual(value)).toBe(false);
  });

  it('reads what it leaves to the schema as well', () => {
    for (const value of [
      piece({ contributions: [{ origin: 'ion', note: 'Water', isOff: true }] }),
      deletePiece(piece(), AT, 'ana'),
      move(piece(), undefined, 'model-school', AT).left,
      move(piece(), undefined, 'model-school', AT).arrived,
    ]) {
      expect(parsePiece(value)).toEqual({ state: 'ok', piece: value });
      expectAgreement(value);
    }
  });

  it.each([
    'https://school.example',
    'https://school.example:443/a',
    'https://School.example/a',
    'https://school.example/a/../b',
    'https://school.example/a/./b',
    'https://school.example/..',
    'https://school.example/a/%2e%2E/b',
    'https://school.example/.well-known/a',
    'https://school.example/a b',
    "https://school.example/a?b='c'",
    'https://school.example/ą',
    'https://school.example/a\\b',
    'https://school.example/a\n',
    'https://school.example/a?b|c^d`e{f}',
    'https://anna@school.example/a',
    'https://anna:secret@school.example/a',
    'https://1.2.3.4/a',
    'https://1.2.3/a',
    'https://a.0x7f/a',
    'https://xn--a.example/a',
    'https://a.xn--p1ai/a',
    'https://a..example/a',
    'https://school.example./a',
    'https://localhost/a',
    'http://-a.--b.example/a//b?c?d#e#f',
    'ftp://school.example/a',
    'urn:uuid:0B5E3C9A-7d1f-4b62-9a55-3f1c2d4e5f60',
  ])('agrees with the schema on the address %j', (url) => {
    expectAgreement(piece({ url }));
  });

  it.each(HOSTILE_TEXTS)('agrees with the schema on %j', (text) => {
    for (const field of ['domain', 'url', 'title', 'place', 'status', 'taggedAt', 'deletedAt']) {
      expectAgreement({ ...piece(), [field]: text });
    }
    for (const field of ['origin', 'by', 'note', 'taggedAt', 'at', 'isOff', 'from', 'cameAt']) {
      expectAgreement(saying({ origin: 'ion', [field]: text }));
    }
    for (const field of ['at', 'by', 'to', 'since', 'isUndone']) {
      expectAgreement({ ...piece(), removals: [{ at: AT, [field]: text }] });
    }
    expectAgreement(piece({ labels: [text], changedAt: { [text]: '2026-03-02T09:00:00.000Z' } }));
    for (const hostile of HOSTILE_LIST) expectAgreement(hostile);
  });

  it('agrees with the schema on any piece, with anything in a field', () => {
    const names = [...Object.keys({ ...facts, ...offlinePiece() }), 'deletedAt', 'removals', 'position'];
    const ofWords = ['origin', 'by', 'note', 'taggedAt', 'at', 'isOff', 'from', 'cameAt', 'x'];
    const known = anyFullPiece.map(
      (any) => Object.fromEntries(Object.entries(any).filter(([name]) => names.includes(name))) as Piece,
    );
    const field = fc.constantFrom(...names);
    const address = fc.webUrl({ withFragments: true, withQueryParameters: true });
    const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.array(fc.string()), address);
    fc.assert(
      fc.property(known, field, fc.constantFrom(...ofWords), anything, (any, name, said, value) => {
        expectAgreement(any);
        expectAgreement({ ...any, [name]: value });
        expectAgreement({
          ...any,
          contributions: [...(any.contributions ?? []), { origin: 'ion', [said]: value }],
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
