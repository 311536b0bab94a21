import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { move } from '../../../evidence/piece/move.ts';
import {
  isLive,
  isTrace,
  PIECE_FIELDS,
  PIECE_VERSION,
  type Piece,
  pageOf,
  parsePiece,
  pieceId,
  siblingId,
  siblingIds,
} from '../../../evidence/piece/piece.ts';
import type { Removal } from '../../../evidence/piece/removals.ts';
import { deletePiece, tag } from '../../../evidence/piece/tagging.ts';
import { MAX_NOTE_LENGTH, MAX_TITLE_LENGTH } from '../../../evidence/values/clean-text.ts';
import stored from '../../fixtures/evidence-v1.json';
import { under } from '../../support/evidence-store.ts';
import {
  anyLoosePiece,
  anyStored,
  FIRST_ORIGIN,
  idOf,
  labels,
  piece,
  quote,
  quotes,
} from '../../support/pieces.ts';

const AT = '2026-03-02T09:00:00.000Z';
const COLLEAGUES = [
  { origin: 'ana', by: 'Ana', note: 'Ana’s.', taggedAt: AT, at: '2026-03-03T09:00:00.000Z' },
  { origin: 'eva', by: 'Eva' },
  { origin: 'ion', by: 'Ion', note: 'Ion’s.', isOff: true as const },
];
/** So many removals, all of them undone. */
const removals = (count: number): Removal[] =>
  Array.from({ length: count }, (_, number) => {
    return { at: new Date(Date.parse(AT) + number).toISOString(), to: 'model-school', isUndone: true };
  });
const { contributions: _, ...bare } = piece();
const records = Object.entries(under('evidence:', stored));
const NEWER = PIECE_VERSION + 1;

describe('parsePiece', () => {
  it.each(records)('reads the stored record of version 1 as it is: %s', (key, record) => {
    const parsed = parsePiece(record);
    expect(parsed).toEqual({ state: 'ok', piece: record });
    if (parsed.state === 'ok') expect(`evidence:${idOf(parsed.piece)}`).toBe(key);
  });

  it.each([
    ['a live piece', piece()],
    ['a deleted piece', piece({ deletedAt: '2026-03-02T09:00:00.000Z' })],
    ['one that was deleted by an installation', deletePiece(piece(), AT, 'ana')],
    ['one whose only author took the tag off', deletePiece(piece(), AT, FIRST_ORIGIN)],
    [
      'a deletion without any words, of what was never here',
      { ...bare, deletedAt: AT, removals: [{ at: AT }] },
    ],
    ['one that was moved', move(piece(), undefined, 'model-school', AT, 'ana').left],
    ['one that came', move(piece(), undefined, 'model-school', AT, 'ana').arrived],
    [
      'what colleagues say of it, one without a note and one whose tag is off',
      piece({ contributions: COLLEAGUES }),
    ],
    ['as many removals as there may be', piece({ removals: removals(50) })],
    ['an empty title and note', piece({ title: '', note: '' })],
    ['the longest title and note', piece({ title: 'a'.repeat(1_000), note: 'b'.repeat(20_000) })],
    ['one without a web page', piece({ url: 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b' })],
    ['as many quotes as there may be', piece({ quotes: quotes(20) })],
    ['as many labels as there may be', piece({ labels: labels(20) })],
    ['a leap day', piece({ taggedAt: '2028-02-29T23:59:59.999Z' })],
    ['unknown fields', piece({ quote: '“x”', keywords: ['a', { b: null }], 'x-school': 7 })],
  ])('reads %s, unknown fields included', (_, record) => {
    expect(parsePiece(record)).toEqual({ state: 'ok', piece: record });
  });

  it('cleans the title and the note', () => {
    const parsed = parsePiece(piece({ title: ' Water\n\u202Ein ', note: 'a\r\nb\u0000' }));
    expect(parsed).toEqual({ state: 'ok', piece: piece({ title: 'Water in', note: 'a\nb' }) });
  });

  it('cleans quotes, labels, place and name, and omits those that are empty then', () => {
    const unclean = piece({
      quotes: [quote('a\u202Eb'), quote('\u200B'), quote('ab')],
      labels: [' Water\n', 'water', '\u202E'],
      place: ' Green\tfolder ',
      taggedBy: 'Ana\u0000',
    });
    const clean = piece({ quotes: [quote('ab')], labels: ['Water'], place: 'Green folder', taggedBy: 'Ana' });
    expect(parsePiece(unclean)).toStrictEqual({ state: 'ok', piece: clean });
    const empty = piece({ quotes: [quote(' \u202E')], labels: [' '], place: '\n', taggedBy: ' ' });
    expect(parsePiece(empty)).toStrictEqual({ state: 'ok', piece: piece() });
    expect(parsePiece(piece({ quotes: [], labels: [] }))).toStrictEqual({
      state: 'ok',
      piece: piece(),
    });
  });

  it('cleans everybody’s note and name, and leaves the tag if nothing is left of them', () => {
    const words = (by: string, note: string) => ({ origin: 'ion', by, note, taggedAt: AT });
    const unclean = piece({ contributions: [words(' Ion\n', 'a\r\nb\u202E')] });
    expect(parsePiece(unclean)).toEqual({
      state: 'ok',
      piece: piece({ contributions: [words('Ion', 'a\nb')] }),
    });
    const empty = parsePiece(piece({ contributions: [words(' \u202E', '\u0000')] }));
    expect(empty).toStrictEqual({ state: 'ok', piece: piece({ contributions: [words('', '')] }) });
  });

  it.each(['note', 'taggedBy', 'origin', 'movedTo', 'deletedBy'])(
    'preserves %s, which is no field of a piece, as an unknown one',
    (name) => {
      const odd = { ...piece(), [name]: 7 };
      expect(parsePiece(odd)).toEqual({ state: 'ok', piece: odd });
      expect(PIECE_FIELDS).not.toContain(name);
    },
  );

  it('returns a record of a newer version as newer', () => {
    const record = piece({ version: NEWER, quote: 'x' });
    expect(parsePiece(record)).toEqual({ state: 'newer', piece: record });
  });

  const { title: _title, ...withoutTitle } = piece();
  const saying = (one: object) => ({ ...piece(), contributions: [{ origin: 'ana' }, one] });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'evidence'],
    ['a number', 1],
    ['an array', [piece()]],
    ['an empty object', {}],
    ['a missing title', withoutTitle],
    ['a title that is no text', { ...piece(), title: 7 }],
    ['a title that is too long', piece({ title: 'a'.repeat(MAX_TITLE_LENGTH + 1) })],
    ['a note that is too long', piece({ note: 'a'.repeat(MAX_NOTE_LENGTH + 1) })],
    ['a note that is null', saying({ origin: 'ion', note: null })],
    ['a note of nobody', saying({ note: 'Water' })],
    ['words that are no list', { ...piece(), contributions: { origin: 'ana' } }],
    ['words from an unknown domain', saying({ origin: 'ion', from: 'elsewhere' })],
    ['words that came at no time', saying({ origin: 'ion', from: 'model-school', cameAt: 'yesterday' })],
    ['a piece that nobody has tagged', bare],
    ['a piece whose tags are all off', { ...bare, contributions: [{ origin: 'ana', isOff: true }] }],
    [
      'a piece whose words all went away',
      { ...move(piece(), undefined, 'model-school', AT).left, deletedAt: undefined },
    ],
    ['a piece whose words were all deleted', { ...deletePiece(piece(), AT), deletedAt: undefined }],
    ['an unknown domain', { ...piece(), domain: 'sixth-domain' }],
    ['a domain by number', { ...piece(), domain: 2 }],
    ['a domain with the name of a method', { ...piece(), domain: 'toString' }],
    ['version 0', piece({ version: 0 })],
    ['a version between two', piece({ version: 1.5 })],
    ['a version as text', { ...piece(), version: '1' }],
    ['an address without a scheme', piece({ url: 'school.example' })],
    ['a script as address', piece({ url: 'javascript:alert(1)' })],
    ['a file as address', piece({ url: 'file:///plan.pdf' })],
    ['an address with a password', piece({ url: 'https://a:b@school.example/' })],
    ['an address that is not serialised', piece({ url: 'https://School.example' })],
    ['deletedAt null', { ...piece(), deletedAt: null }],
    ['an offline address in capitals', piece({ url: 'urn:uuid:3F2B8C1E-9A4D-4E6F-8B1A-5C7D9E0F1A2B' })],
    ['an offline address with more to it', piece({ url: 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b/x' })],
    ['a quote too many', piece({ quotes: quotes(21) })],
    ['a quote that is text', { ...piece(), quotes: ['One.'] }],
    ['an empty quote', piece({ quotes: [quote('')] })],
    ['a quote without an end', piece({ quotes: [quote('a'.repeat(5_001))] })],
    ['a label too many', piece({ labels: labels(21) })],
    ['a label without an end', piece({ labels: ['a'.repeat(61)] })],
    ['a label that is a number', { ...piece(), labels: [1] }],
    ['a day that is a time', piece({ activityDate: '2026-03-01T09:00:00.000Z' })],
    ['another status', { ...piece(), status: 'maybe' }],
    ['another access', { ...piece(), access: 'nobody' }],
    ['a place without an end', piece({ place: 'a'.repeat(501) })],
    ['a name without an end', piece({ taggedBy: 'a'.repeat(101) })],
    ['a move to an unknown domain', { ...piece(), removals: [{ at: AT, to: 'elsewhere' }] }],
    ['a removal without a time', { ...piece(), removals: [{ by: 'ana' }] }],
    ['a removal too many', piece({ removals: removals(51) })],
  ])('finds %s unreadable', (_, value) => {
    expect(parsePiece(value)).toEqual({ state: 'unreadable' });
  });

  it.each([
    '2026-03-01',
    '2026-03-01T09:00:00Z',
    '2026-03-01T09:00:00.000+02:00',
    '2026-03-01 09:00:00.000Z',
    '2026-02-30T09:00:00.000Z',
    '2026-13-01T09:00:00.000Z',
    '2026-03-01T24:00:00.000Z',
    '+012026-03-01T09:00:00.000Z',
    '-000001-03-01T09:00:00.000Z',
    'yesterday',
    '',
  ])('finds the time %j unreadable, because times sort as strings', (time) => {
    expect(parsePiece(piece({ taggedAt: time })).state).toBe('unreadable');
    expect(parsePiece(piece({ updatedAt: time })).state).toBe('unreadable');
    expect(parsePiece(piece({ deletedAt: time })).state).toBe('unreadable');
    expect(parsePiece(piece({ removals: [{ at: time, isUndone: true }] })).state).toBe('unreadable');
    for (const name of ['taggedAt', 'at', 'cameAt'])
      expect(parsePiece(piece({ contributions: [{ origin: 'ion', [name]: time }] })).state).toBe(
        'unreadable',
      );
  });

  const versions = [1, PIECE_VERSION];
  const names = ['__proto__', 'constructor', 'prototype'];
  const hostile = versions.flatMap((version) => names.map((name) => ({ version, name })));
  it.each(hostile)('survives a field named $name in version $version', ({ version, name }) => {
    const fields = `{"${name}":{"polluted":true,"version":9},`;
    const text = JSON.stringify(piece({ version })).replace('{', fields);
    const parsed = parsePiece(JSON.parse(text));
    expect(parsed).toEqual({ state: 'ok', piece: piece() });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    if (parsed.state === 'ok') expect(Object.getPrototypeOf(parsed.piece)).toBe(Object.prototype);
  });

  it('reads its own result as the same, for any piece', () => {
    fc.assert(
      fc.property(anyLoosePiece, (one) => {
        expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
      }),
    );
    fc.assert(
      fc.property(anyStored, (one) => {
        expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(parsePiece(value).state).toBe('unreadable');
      }),
    );
  });
});

describe('ids', () => {
  it('are the domain and the page', () => {
    expect(pieceId('collaboration', 'https://school.example/a/?utm_source=x#b')).toBe(
      'collaboration:https://school.example/a',
    );
  });

  it('of evidence without a web page are the domain and its name', () => {
    const url = 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
    expect(pieceId('collaboration', url)).toBe(`collaboration:${url}`);
  });

  it.each(['https://school.example:8443/a?b=c:d', 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b'])(
    'hold the page key of %s, under each domain',
    (page) => {
      const id = pieceId('collaboration', page);
      expect(pageOf(id)).toBe(page);
      expect(siblingId(id, 'model-school')).toBe(pieceId('model-school', page));
    },
  );

  it.each(['', ':', 'nonsense'])('are made of %j without throwing', (id) => {
    expect(siblingIds(pageOf(id))).toHaveLength(5);
  });

  it('are the same five for a page, whichever of them is given', () => {
    const url = 'https://school.example:8443/a?b=c:d';
    const ids = MISSION_DOMAINS.map((domain) => pieceId(domain, url));
    for (const id of ids) expect(siblingIds(id)).toEqual(ids);
  });
});

describe('isLive', () => {
  it.each([
    [true, piece()],
    [false, piece({ deletedAt: '2026-03-02T09:00:00.000Z' })],
    [false, undefined],
  ])('is %s for %o', (live, evidence) => {
    expect(isLive(evidence)).toBe(live);
  });
});

describe('isTrace', () => {
  const { left, arrived } = move(piece({ contributions: COLLEAGUES }), undefined, 'model-school', AT);
  const anew = tag(left, piece(), 'collaboration', '2026-03-04T09:00:00.000Z', { origin: 'eva', name: '' });
  const after = '2026-03-05T09:00:00.000Z';

  it.each<[string, boolean, Piece]>([
    ['what a move left behind', true, left],
    ['what came with it', false, arrived],
    ['what came, after it was moved on', true, move(arrived, undefined, 'student-agency', after).left],
    ['a live piece', false, piece()],
    ['a deleted piece', false, deletePiece(piece(), AT)],
    ['one whose only author took the tag off', false, deletePiece(piece(), AT, FIRST_ORIGIN)],
    ['a page that was tagged anew after the move', false, anew],
    ['that page, deleted', false, deletePiece(anew, after, 'ana')],
    ['that page, moved again', true, move(anew, undefined, 'model-school', after).left],
    ['a deletion of what was never here', false, { ...bare, deletedAt: AT, removals: [{ at: AT }] }],
  ])('for %s is %s', (_, isIt, one) => {
    expect(isTrace(one)).toBe(isIt);
  });
});
