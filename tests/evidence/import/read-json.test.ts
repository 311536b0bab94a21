import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_NOTE_LENGTH } from '../../../evidence/clean-text.ts';
import {
  type FileContent,
  type FileFault,
  MAX_FILE_BYTES,
  MAX_PIECES,
  readJson,
} from '../../../evidence/import/read-json.ts';
import { anyLoosePiece, byId, idOf, piece } from '../../support/pieces.ts';

const EARLIER = '2026-02-01T09:00:00.000Z';
const LATER = '2026-04-01T09:00:00.000Z';

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function fileOf(evidence: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'mission-evidence', version: 1, exportedAt: EARLIER, evidence, ...more });
}

function read(text: string): FileContent {
  return readJson(bytesOf(text));
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

  it('may hold nothing', () => {
    expect(read(fileOf([]))).toEqual({ ok: true, pieces: new Map() });
  });

  it('has its texts cleaned, and keeps fields that are not known', () => {
    const stored = piece({ title: 'Water in', note: 'a\nb', quote: { text: 'x' } });
    const hostile = { ...stored, title: ' Water\n\u202E in', note: 'a\r\nb\u0000' };
    expect(read(fileOf([hostile]))).toEqual({ ok: true, pieces: byId([stored]) });
  });

  it('may nest unknown fields ten deep', () => {
    const deep = piece({ labels: JSON.parse(nested(10)) });
    expect(read(fileOf([deep]))).toEqual({ ok: true, pieces: byId([deep]) });
  });

  it('gives only the pieces that are live', () => {
    const gone = piece({ domain: 'model-school', deletedAt: LATER });
    expect(read(fileOf([gone, piece()]))).toEqual({ ok: true, pieces: byId([piece()]) });
  });

  it('may hold thousands of pieces', () => {
    const pieces = Array.from({ length: 5_000 }, (_, n) => piece({ url: `https://school.example/${n}` }));
    expect(read(fileOf(pieces))).toEqual({ ok: true, pieces: byId(pieces) });
  });
});

describe('the same page twice under one domain', () => {
  const first = piece({ note: 'One.', quote: 'x', updatedAt: LATER, title: 'Corrected' });
  const second = piece({ url: `${piece().url}/?utm_source=x`, note: 'Two.', taggedAt: EARLIER, school: 'y' });

  it.each([
    ['the newer first', [first, second], 'One.\n\nTwo.'],
    ['the newer last', [second, first], 'Two.\n\nOne.'],
  ])('is one piece: both notes, the first tagging, else what changed last (%s)', (_, pieces, note) => {
    const one = { ...second, ...first, taggedAt: EARLIER, note };
    expect(read(fileOf(pieces))).toEqual({ ok: true, pieces: new Map([[idOf(first), one]]) });
  });

  it('is one piece when it stands there three times', () => {
    const content = read(fileOf([first, second, first]));
    expect(content.ok && [...content.pieces.values()].map(({ note }) => note)).toEqual(['One.\n\nTwo.']);
  });

  it('is refused where the two notes together are too long', () => {
    const [one, two] = ['a', 'b'].map((letter) => piece({ note: letter.repeat(MAX_NOTE_LENGTH / 2) }));
    expect(faultOf(read(fileOf([one, two])))).toEqual({ code: 'bad-piece', position: 2, field: 'note' });
  });
});

describe('a file that is refused', () => {
  it('is larger than any export', () => {
    expect(faultOf(readJson(new Uint8Array(MAX_FILE_BYTES + 1)))).toEqual({
      code: 'too-large',
      megabytes: 33,
    });
    expect(faultOf(readJson(new Uint8Array(MAX_FILE_BYTES)))).not.toMatchObject({ code: 'too-large' });
  });

  it('holds too many pieces', () => {
    const count = MAX_PIECES + 1;
    const fault = { code: 'too-many', count, limit: MAX_PIECES };
    expect(faultOf(read(fileOf(Array(count).fill(null))))).toEqual(fault);
  });

  it.each<[string, string, string, FileFault['code']]>([
    ['numbers', '[', ']', 'not-ours'],
    ['numbers for pieces', '{"format":"mission-evidence","version":1,"evidence":[', ']}', 'too-many'],
  ])('is refused although it holds six million %s', (_, begin, end, code) => {
    const bytes = bytesOf(`${begin}${'1,'.repeat(6_000_000)}1${end}`);
    expect(faultOf(readJson(bytes))).toMatchObject({ code });
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
    expect(faultOf(readJson(bytes))).toEqual({ code: 'not-text' });
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
  ])('is no JSON: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'not-json' });
  });

  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a string', '"mission-evidence"'],
    ['true', 'true'],
    ['an array', `[${fileOf([])}]`],
    ['an empty object', '{}'],
    ['another format', fileOf([], { format: 'bookmarks' })],
    ['no format', fileOf([], { format: undefined })],
    ['no version', fileOf([], { version: undefined })],
    ['version 0', fileOf([], { version: 0 })],
    ['a version as text', fileOf([], { version: '1' })],
    ['pieces by name', fileOf({ a: piece() })],
    ['no pieces', fileOf(undefined)],
    ['pieces as text', fileOf('[]')],
    ['arrays in arrays, 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects in objects, 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a piece with a field 100,000 deep', fileOf([piece({ a: 'X' })]).replace('"X"', nested(100_000))],
  ])('is JSON but not ours: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'not-ours' });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('uses the name %s, anywhere', (name) => {
    const field = `"${name}":{"polluted":true}`;
    const texts = [
      fileOf([piece()]).replace('{', `{${field},`),
      fileOf([piece()]).replace('[{', `[{${field},`),
      fileOf([piece({ quote: { a: [{ b: 'X' }] } })]).replace('"b":"X"', field),
    ];
    for (const text of texts) expect(faultOf(read(text))).toEqual({ code: 'not-ours' });
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    ['a later version', fileOf([piece()], { version: 2 })],
    ['a later version without pieces', fileOf([], { version: 99 })],
    ['a later version with another shape', fileOf({ byDomain: {} }, { version: 2 })],
    ['a piece of a later version', fileOf([piece(), piece({ version: 2, domain: 'model-school' })])],
  ])('was made by a newer version: %s', (_, text) => {
    expect(faultOf(read(text))).toEqual({ code: 'newer-format' });
  });

  it.each<[string, unknown]>([
    ['version', { ...piece(), version: '1' }],
    ['version', {}],
    ['version', []],
    ['domain', { ...piece(), domain: 'sixth-domain' }],
    ['domain', { ...piece(), domain: undefined }],
    ['url', piece({ url: 'javascript:alert(1)' })],
    ['url', piece({ url: 'https://a:b@school.example/' })],
    ['url', { ...piece(), url: 7 }],
    ['title', { ...piece(), title: null }],
    ['title', piece({ title: 'a'.repeat(1_001) })],
    ['note', piece({ note: 'a'.repeat(20_001) })],
    ['taggedAt', piece({ taggedAt: '2026-03-01' })],
    ['updatedAt', piece({ updatedAt: 'yesterday' })],
    ['deletedAt', { ...piece(), deletedAt: null }],
    ['movedTo', { ...piece(), movedTo: 'elsewhere' }],
    ['evidence', null],
    ['evidence', 'piece'],
    ['evidence', 7],
  ])('has a piece with a wrong %s, and says where', (field, wrong) => {
    const good = piece({ url: 'https://school.example/good' });
    expect(faultOf(read(fileOf([good, good, wrong])))).toEqual({ code: 'bad-piece', position: 3, field });
  });
});

describe('whatever is in a file', () => {
  const anyFile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map(bytesOf),
    fc.json().map(bytesOf),
    fc.jsonValue().map((evidence) => bytesOf(fileOf(evidence))),
    fc.array(fc.jsonValue(), { maxLength: 3 }).map((evidence) => bytesOf(fileOf(evidence))),
    fc
      .tuple(anyLoosePiece, fc.jsonValue(), fc.constantFrom(...Object.keys(piece())))
      .map(([one, value, field]) => bytesOf(fileOf([{ ...one, [field]: value }]))),
  );

  it('reading it never throws', () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        expect(() => readJson(bytes)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it('a file cut off or damaged anywhere never throws, and never gives more pieces', () => {
    const whole = bytesOf(fileOf([piece(), piece({ domain: 'model-school', quote: { text: 'ș' } })]));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cutOff) => {
        const damaged = cutOff ? whole.slice(0, at) : whole.with(at, byte);
        const content = readJson(damaged);
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
