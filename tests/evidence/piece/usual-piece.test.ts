import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE_VERSION, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { isUsualPiece } from '../../../evidence/piece/usual-piece.ts';
import { anyFullPiece, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { HOSTILE_LIST, HOSTILE_TEXTS } from '../../support/hostile-pieces.ts';
import { labels, piece } from '../../support/pieces.ts';

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
    ['one that was moved', piece({ deletedAt: '2026-03-02T09:00:00.000Z', movedTo: 'model-school' })],
    [
      'one that was changed',
      piece({ origin: 'a', changedAt: { title: '2026-03-02T09:00:00.000Z' }, position: 7 }),
    ],
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
    ['a missing note', { ...piece(), note: undefined }],
    ['another version', piece({ version: PIECE_VERSION + 1 })],
    ['a field of nobody', { ...piece(), 'x-school': 1 }],
    ['the name of a prototype', JSON.parse(`{ "__proto__": 1, ${JSON.stringify(piece()).slice(1)}`)],
    ['a label twice', piece({ labels: ['Water', 'water'] })],
    ['an empty place', piece({ place: '' })],
    ['too long a title', piece({ title: 'a'.repeat(1_001) })],
  ])('leaves %s to the schema', (_name, value) => {
    expect(isUsual(value)).toBe(false);
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
    for (const field of [
      'domain',
      'url',
      'title',
      'note',
      'taggedBy',
      'place',
      'origin',
      'status',
      'taggedAt',
    ]) {
      expectAgreement({ ...piece(), [field]: text });
    }
    expectAgreement(piece({ labels: [text], changedAt: { [text]: '2026-03-02T09:00:00.000Z' } }));
    for (const hostile of HOSTILE_LIST) expectAgreement(hostile);
  });

  it('agrees with the schema on any piece, with anything in a field', () => {
    const names = [...Object.keys({ ...facts, ...offlinePiece() }), 'deletedAt', 'movedTo', 'position'];
    const known = anyFullPiece.map(
      (any) => Object.fromEntries(Object.entries(any).filter(([name]) => names.includes(name))) as Piece,
    );
    const field = fc.constantFrom(...names);
    const address = fc.webUrl({ withFragments: true, withQueryParameters: true });
    const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.array(fc.string()), address);
    fc.assert(
      fc.property(known, field, anything, (any, name, value) => {
        expectAgreement(any);
        expectAgreement({ ...any, [name]: value });
      }),
      { numRuns: 1_000 },
    );
  });
});
