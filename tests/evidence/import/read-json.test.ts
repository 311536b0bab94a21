import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_PIECES, MAX_REPEATS } from '../../../evidence/files/limits.ts';
import { type FileContent, type FileFault, readTeamJson } from '../../../evidence/import/read-json.ts';
import { MAX_CONTRIBUTIONS } from '../../../evidence/piece/contribution.ts';
import exported from '../../fixtures/export-v1.json';
import { anyFullPiece, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { byId, FIRST_ORIGIN, piece } from '../../support/pieces.ts';

const EARLIER = '2026-02-01T09:00:00.000Z';
/** A removal that takes nothing away, and the words of a colleague. */
const UNDONE = { at: EARLIER, isUndone: true } as const;
const IONS = { origin: 'ion', by: 'Ion', note: 'x' };

/** A piece with these fields in the words of whoever tagged it first, as they are in a file. */
function saying(fields: object) {
  return { ...piece(), contributions: [{ origin: FIRST_ORIGIN, ...fields }] };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function fileOf(evidence: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'mission-evidence', version: 1, exportedAt: EARLIER, evidence, ...more });
}

function read(text: string): FileContent {
  return readTeamJson(bytesOf(text));
}

function faultOf(content: FileContent): unknown {
  return content.ok ? 'no fault' : content.fault;
}

describe('a file that can be read', () => {
  it.each([
    ['an export', fileOf([piece()])],
    ['a byte order mark', `\uFEFF${fileOf([piece()])}`],
    ['no date of export', fileOf([piece()], { exportedAt: undefined })],
    ['fields that are not known', fileOf([piece()], { school: { name: 'x' } })],
    ['other white space', `\n\t ${JSON.stringify(JSON.parse(fileOf([piece()])), null, '\t')}\r\n`],
  ])('has its pieces by id: %s', (_, text) => {
    expect(read(text)).toEqual({ ok: true, pieces: byId([piece()]) });
  });

  it('may have every field of a piece, and no web page', () => {
    const pieces = [fullPiece(), offlinePiece()];
    expect(read(fileOf(pieces))).toEqual({ ok: true, pieces: byId(pieces) });
  });

  it('may be of version 1', () => {
    const content = read(JSON.stringify(exported));
    expect(content.ok && [...content.pieces.values()]).toEqual(exported.evidence);
  });

  it('may hold nothing', () => {
    expect(read(fileOf([]))).toEqual({ ok: true, pieces: new Map() });
  });

  it('has its texts cleaned, and preserves unknown fields', () => {
    const stored = piece({ title: 'Water in', note: 'a\nb', quote: { text: 'x' } });
    const contributions = [{ origin: FIRST_ORIGIN, note: 'a\r\nb\u0000' }];
    const hostile = { ...stored, title: ' Water\n\u202E in', contributions };
    expect(read(fileOf([hostile]))).toEqual({ ok: true, pieces: byId([stored]) });
  });

  it('has a colleague’s words and a removal without the unknown fields of a newer version', () => {
    const newer = saying({ note: 'a', mood: 'x' });
    const stored = piece({ note: 'a', removals: [UNDONE] });
    const file = fileOf([{ ...newer, removals: [{ ...UNDONE, why: 'x' }] }]);
    expect(read(file)).toEqual({ ok: true, pieces: byId([stored]) });
  });

  it('has its quotes, labels, names and places cleaned, without empty ones', () => {
    const hostile = fullPiece({
      quotes: [quote('The\u202E water'), quote(' \u0000 '), quote('The water')],
      labels: [' Water\n\u202E ', 'WATER', '\u2066'],
      taggedBy: 'Anna\n\u0007 K.',
      contributions: [{ origin: 'ion', by: '\u2066', note: ' \u0000' }],
      place: '\u202E',
    });
    const clean = fullPiece({
      quotes: [quote('The water')],
      labels: ['Water'],
      taggedBy: 'Anna K.',
      contributions: [{ origin: 'ion', note: ' ' }],
    });
    expect(read(fileOf([hostile]))).toEqual({ ok: true, pieces: byId([clean]) });
    const empty = { ...saying({ by: '', note: '' }), quotes: [], labels: [], place: '' };
    expect(read(fileOf([empty]))).toEqual({ ok: true, pieces: byId([piece({ note: '' })]) });
  });

  it('may nest unknown fields ten deep', () => {
    const deep = piece({ 'x-deep': JSON.parse(nested(10)) });
    expect(read(fileOf([deep]))).toEqual({ ok: true, pieces: byId([deep]) });
  });

  it('may have unknown fields of 10 kB, which stay as they are', () => {
    const large = piece({ x: 'a'.repeat(9_900), quotes: [quote('a', { y: 'b'.repeat(400) })] });
    expect(read(fileOf([large]))).toEqual({ ok: true, pieces: byId([large]) });
  });

  it('may hold thousands of pieces', () => {
    const pieces = Array.from({ length: 5_000 }, (_, n) => piece({ url: `https://school.example/${n}` }));
    expect(read(fileOf(pieces))).toEqual({ ok: true, pieces: byId(pieces) });
  });
});

describe('a refused file', () => {
  it('is larger than any export', () => {
    expect(faultOf(readTeamJson(new Uint8Array(MAX_FILE_BYTES + 1)))).toEqual({
      code: 'too-large',
      megabytes: 33,
    });
    expect(faultOf(readTeamJson(new Uint8Array(MAX_FILE_BYTES)))).not.toMatchObject({ code: 'too-large' });
  });

  it('holds too many pieces', () => {
    const count = MAX_PIECES + 1;
    const fault = { code: 'too-many', count, limit: MAX_PIECES };
    expect(faultOf(read(fileOf(Array(count).fill(null))))).toEqual(fault);
  });

  it.each<[number, string, FileFault['code']]>([
    [1, 'numbers', 'not-ours'],
    [1, 'numbers for pieces', 'too-many'],
    [6, 'numbers', 'not-ours'],
    [6, 'numbers for pieces', 'not-ours'],
  ])('is reported as such although it holds %i million %s', (millions, what, code) => {
    const numbers = `[${'1,'.repeat(millions * 1_000_000)}1]`;
    const head = '{"format":"mission-evidence","version":1,"evidence":';
    const bytes = bytesOf(what === 'numbers' ? numbers : `${head}${numbers}}`);
    expect(faultOf(readTeamJson(bytes))).toMatchObject({ code });
  });

  it('has one page too many', () => {
    const copies = (count: number) =>
      Array.from({ length: count }, (_, n) => piece({ origin: 'ana', note: `${n}` }));
    expect(read(fileOf(copies(MAX_REPEATS + 1))).ok).toBe(true);
    expect(faultOf(readTeamJson(bytesOf(fileOf(copies(MAX_REPEATS + 2)))))).toEqual({
      code: 'repeated-page',
      position: MAX_REPEATS + 2,
      limit: MAX_REPEATS,
    });
  });

  it('has words of more people on one page than there can be, in one entry or in several', () => {
    const by = (count: number, name: string) =>
      Array.from({ length: count }, (_, n) => ({
        origin: `${name}${n}`,
        by: '',
        note: 'x',
        taggedAt: EARLIER,
      }));
    const most = piece({ origin: 'ana', title: 'Water', contributions: by(MAX_CONTRIBUTIONS - 1, 'a') });
    const more = piece({ origin: 'ana', title: 'Water', contributions: by(MAX_CONTRIBUTIONS, 'a') });
    const twin = piece({ origin: 'ana', title: 'Water', contributions: by(1, 'b') });
    expect(read(fileOf([most])).ok).toBe(true);
    const fault = { code: 'too-many-notes', title: 'Water', limit: MAX_CONTRIBUTIONS };
    expect(faultOf(read(fileOf([more])))).toEqual(fault);
    expect(faultOf(read(fileOf([most, twin])))).toEqual(fault);
  });

  it.each(['', ' \n\t', '\uFEFF', '\uFEFF \r\n'])('is empty: %j', (text) => {
    expect(faultOf(read(text))).toEqual({ code: 'empty-file' });
  });

  it.each([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${fileOf([piece()])}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${fileOf([piece()])}`, 'utf16le').swap16()],
    ['Windows-1250', Buffer.from(fileOf([piece({ title: '£ódŸ' })]), 'latin1')],
    ['half a character at its end', bytesOf('{"a":"ș').subarray(0, -1)],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['an encoded surrogate', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
  ])('is not UTF-8 text: %s', (_, bytes) => {
    expect(faultOf(readTeamJson(bytes))).toEqual({ code: 'not-text' });
  });

  it.each([
    ['cut off', fileOf([piece()]).slice(0, -10)],
    ['with something after its end', `${fileOf([piece()])}{}`],
    ['text', 'Dear colleagues'],
    ['a web page', '<!doctype html><title>x</title>'],
    ['a table', 'No.;Title\r\n1;Water\r\n'],
    ['UTF-16 without a byte order mark', Buffer.from('{"format":"x"}', 'utf16le').toString()],
    ['with a comment', `// x\n${fileOf([])}`],
    ['with single quotes', "{'format': 'mission-evidence'}"],
    ['with NaN', '{"version": NaN}'],
  ])('is not JSON: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'not-json' });
  });

  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a string', '"mission-evidence"'],
    ['true', 'true'],
    ['an array', `[${fileOf([])}]`],
    ['an empty object', '{}'],
    [
      'a quote with a field 100,000 deep',
      fileOf([piece({ quotes: [quote('a', { b: 'X' })] })]).replace('"X"', nested(100_000)),
    ],
    ['another format', fileOf([], { format: 'bookmarks' })],
    ['no format', fileOf([], { format: undefined })],
    ['no version', fileOf([], { version: undefined })],
    ['version 0', fileOf([], { version: 0 })],
    ['a version as text', fileOf([], { version: '2' })],
    ['pieces by name', fileOf({ a: piece() })],
    ['no pieces', fileOf(undefined)],
    ['pieces as text', fileOf('[]')],
    [
      'an unknown field with thousands of fields',
      fileOf([piece({ x: Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [n, n])) })]),
    ],
    ['arrays in arrays, 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects in objects, 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a piece with a field 100,000 deep', fileOf([piece({ a: 'X' })]).replace('"X"', nested(100_000))],
  ])('is JSON but not ours: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'not-ours' });
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'uses the forbidden name %s, anywhere',
    (name) => {
      const field = `"${name}":{"polluted":true}`;
      const texts = [
        fileOf([piece()]).replace('{', `{${field},`),
        fileOf([piece()]).replace('[{', `[{${field},`),
        fileOf([piece({ quote: { a: [{ b: 'X' }] } })]).replace('"b":"X"', field),
        fileOf([piece({ quotes: [quote('a', { b: 'X' })] })]).replace('"b":"X"', field),
      ];
      for (const text of texts) {
        expect(faultOf(read(text))).toEqual({ code: 'forbidden-name', field: name });
      }
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it.each([
    ['a later version', fileOf([piece()], { version: 2 })],
    ['a later version without pieces', fileOf([], { version: 99 })],
    ['a later version with another shape', fileOf({ byDomain: {} }, { version: 2 })],
    ['a piece of a later version', fileOf([piece(), piece({ version: 2, domain: 'model-school' })])],
  ])('was made by a newer version: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'newer-format' });
  });

  it.each<[string, unknown]>([
    ['version', { ...piece(), version: '2' }],
    ['version', {}],
    ['version', []],
    ['domain', { ...piece(), domain: 'sixth-domain' }],
    ['domain', { ...piece(), domain: undefined }],
    ['url', piece({ url: 'javascript:alert(1)' })],
    ['url', piece({ url: 'https://a:b@school.example/' })],
    ['url', { ...piece(), url: 7 }],
    ['title', { ...piece(), title: null }],
    ['title', piece({ title: 'a'.repeat(1_001) })],
    ['contributions', piece({ note: 'a'.repeat(20_001) })],
    ['contributions', piece({ contributions: [{ ...IONS, note: 'a'.repeat(20_001) }] })],
    ['contributions', { ...piece(), contributions: undefined }],
    ['contributions', { ...piece(), contributions: undefined, note: 'x', taggedBy: 'Ion', origin: 'ion' }],
    ['contributions', { ...piece(), contributions: [] }],
    ['contributions', { ...piece(), contributions: [{ by: 'Ion', note: 'x' }] }],
    ['contributions', saying({ isOff: true })],
    ['contributions', saying({ isMoved: true })],
    ['contributions', { ...piece(), removals: [{ at: '2030-01-01T09:00:00.000Z' }] }],
    ['contributions', saying({ from: 'elsewhere' })],
    ['contributions', saying({ taggedAt: '2026-03-01' })],
    ['contributions', saying({ at: 'yesterday' })],
    ['contributions', saying({ cameAt: null })],
    ['contributions', saying({ by: ['Anna'] })],
    ['contributions', saying({ by: 'a'.repeat(101) })],
    ['taggedAt', piece({ taggedAt: '2026-03-01' })],
    ['updatedAt', piece({ updatedAt: 'yesterday' })],
    ['deletedAt', { ...piece(), deletedAt: null }],
    ['removals', { ...piece(), removals: [{ ...UNDONE, to: 'elsewhere' }] }],
    ['removals', { ...piece(), removals: [{ isUndone: true }] }],
    ['removals', { ...piece(), removals: UNDONE }],
    ['removals', { ...piece(), removals: Array(1_000_000).fill(1) }],
    ['quotes', piece({ quotes: Array.from({ length: 10_000 }, (_, n) => quote(`${n}`)) })],
    ['quotes', { ...piece(), quotes: Array(1_000_000).fill(1) }],
    ['quotes', { ...piece(), version: 1, quotes: { 0: quote('a'), length: 1 } }],
    ['quotes', piece({ quotes: [quote('a'), quote('a'.repeat(5_001))] })],
    ['labels', piece({ labels: Array(10_000).fill('a') })],
    ['labels', { ...piece(), labels: Array(1_000_000).fill('a') }],
    ['labels', piece({ labels: ['a', ''] })],
    ['status', { ...piece(), status: 'started' }],
    ['access', { ...piece(), access: null }],
    ['activityDate', piece({ activityDate: '2026-02-30' })],
    ['place', piece({ place: 'a'.repeat(501) })],
    ['url', piece({ url: 'urn:uuid:minutes' })],
    ['contributions', { ...piece(), version: 1, contributions: 7, quotes: 7 }],
    ['x', piece({ x: 'a'.repeat(10_000) })],
    ['y', piece({ x: 'a'.repeat(4_000), y: 'ș'.repeat(3_000) })],
    ['x', piece({ x: JSON.parse(nested(13)) })],
    ['a'.repeat(60), piece({ ['a'.repeat(201)]: 1 })],
    ['labels/a', piece({ 'labels/a': 'past the limit' })],
    ['quotes/a', piece({ 'quotes/a': 7 })],
    ['quotes', piece({ quotes: [quote('a', { x: 'a'.repeat(500) })] })],
    ['changedAt', piece({ changedAt: { ['a'.repeat(201)]: EARLIER } })],
    ['evidence', null],
    ['evidence', 'piece'],
    ['evidence', 7],
  ])('has a piece with a wrong %s, and the fault names its position', (field, wrong) => {
    const good = piece({ url: 'https://school.example/good' });
    expect(faultOf(read(fileOf([good, good, wrong])))).toEqual({ code: 'bad-piece', position: 3, field });
  });
});

describe('any file at all', () => {
  const anyFile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map(bytesOf),
    fc.json().map(bytesOf),
    fc.jsonValue().map((evidence) => bytesOf(fileOf(evidence))),
    fc.array(fc.jsonValue(), { maxLength: 3 }).map((evidence) => bytesOf(fileOf(evidence))),
    fc
      .tuple(anyFullPiece, fc.jsonValue(), fc.constantFrom(...Object.keys(fullPiece()), 'place'))
      .map(([one, value, field]) => bytesOf(fileOf([{ ...one, [field]: value }]))),
  );

  it('is read without throwing', () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        expect(() => readTeamJson(bytes)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is read without throwing, and never gives more pieces, if it is cut off or damaged anywhere', () => {
    const whole = bytesOf(fileOf([piece(), fullPiece({ domain: 'model-school', quote: { text: 'ș' } })]));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cutOff) => {
        const damaged = cutOff ? whole.slice(0, at) : whole.with(at, byte);
        const content = readTeamJson(damaged);
        if (content.ok) expect(content.pieces.size).toBeLessThanOrEqual(2);
        expect(content.ok && cutOff).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

function nested(levels: number): string {
  return `${'['.repeat(levels)}${']'.repeat(levels)}`;
}
