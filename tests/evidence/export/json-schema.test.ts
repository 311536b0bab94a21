import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import { MAX_NOTE_LENGTH, MAX_TITLE_LENGTH } from '../../../evidence/clean-text.ts';
import { evidenceSchema } from '../../../evidence/evidence.ts';
import { JSON_FORMAT, JSON_VERSION, json } from '../../../evidence/export/json.ts';
import { MAX_PIECES, readJson } from '../../../evidence/import/read-json.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { MAX_ADDRESS_LENGTH } from '../../../evidence/page-address.ts';
import schema from '../../../public/mission-evidence-1.schema.json';
import stored from '../../fixtures/evidence-v1.json';
import { anyList, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
const words = await wordsOf('en');

/** What the published schema and the reader each say of a file. */
function judge(file: unknown): { schema: boolean; reader: boolean } {
  return { schema: validate(file), reader: readJson(new TextEncoder().encode(JSON.stringify(file))).ok };
}

function fileOf(evidence: unknown, more: object = {}) {
  return { format: 'mission-evidence', version: 1, exportedAt: EXPORTED_AT, evidence, ...more };
}

describe('the published schema', () => {
  it('is named and explains every field', () => {
    expect(schema.$id).toBe('urn:mission-evidence:export:1');
    const fields = [...Object.values(schema.properties), ...Object.values(schema.$defs.piece.properties)];
    for (const field of [schema, ...fields, ...Object.values(schema.$defs)]) {
      expect(field.title).toBeTruthy();
      expect(field.description).toMatch(/\.$/);
    }
  });

  it('says what the code says: names, limits, domains', () => {
    const { piece: one, domain } = schema.$defs;
    expect(schema.properties.format.const).toBe(JSON_FORMAT);
    expect(schema.properties.version.const).toBe(JSON_VERSION);
    expect(schema.properties.evidence.maxItems).toBe(MAX_PIECES);
    expect(Object.keys(one.properties)).toEqual(Object.keys(evidenceSchema.entries));
    expect(one.properties.url.maxLength).toBe(MAX_ADDRESS_LENGTH);
    expect(one.properties.title.maxLength).toBe(MAX_TITLE_LENGTH);
    expect(one.properties.note.maxLength).toBe(MAX_NOTE_LENGTH);
    expect(domain.enum).toEqual(MISSION_DOMAINS);
  });

  it('holds for every export, for any list', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const file = JSON.parse(json.write(arrange(list), words, OPTIONS) as string);
        expect(judge(file)).toEqual({ schema: true, reader: true });
      }),
    );
  });

  it.each<[string, unknown]>([
    ['the stored records of version 1', fileOf(Object.values(stored).filter((value) => 'domain' in value))],
    ['no pieces', fileOf([])],
    ['no date of export', { format: 'mission-evidence', version: 1, evidence: [] }],
    ['unknown fields', fileOf([piece({ quote: { text: 'x' } })], { school: 'x' })],
    ['the longest texts', fileOf([piece({ title: 'a'.repeat(1_000), note: 'b'.repeat(20_000) })])],
    ['a port and a host in Punycode', fileOf([piece({ url: 'https://xn--coala-e9b.example:8443/?#' })])],
    ['an IPv6 host', fileOf([piece({ url: 'http://[::1]/a@b' })])],
  ])('and the reader take %s', (_, file) => {
    expect(judge(file)).toEqual({ schema: true, reader: true });
  });

  const { note: _note, ...withoutNote } = piece();
  it.each<[string, unknown]>([
    ['an array', []],
    ['null', null],
    ['another format', fileOf([], { format: 'other' })],
    ['no format', { version: 1, evidence: [] }],
    ['no version', { format: 'mission-evidence', evidence: [] }],
    ['version 0', fileOf([], { version: 0 })],
    ['version 2', fileOf([], { version: 2 })],
    ['a version as text', fileOf([], { version: '1' })],
    ['no pieces', { format: 'mission-evidence', version: 1 }],
    ['pieces by name', fileOf({ a: piece() })],
    ['a piece that is null', fileOf([null])],
    ['a piece that is an array', fileOf([[]])],
    ['a piece without a note', fileOf([withoutNote])],
    ['a piece of version 0', fileOf([piece({ version: 0 })])],
    ['a piece of version 1.5', fileOf([piece({ version: 1.5 })])],
    ['an unknown domain', fileOf([{ ...piece(), domain: 'sixth-domain' }])],
    ['an unknown target', fileOf([{ ...piece(), movedTo: 'sixth-domain' }])],
    ['a script as address', fileOf([piece({ url: 'javascript:alert(1)' })])],
    ['a file as address', fileOf([piece({ url: 'file:///plan.pdf' })])],
    ['an address without a scheme', fileOf([piece({ url: 'school.example/a' })])],
    ['an address without a host', fileOf([piece({ url: 'https:///' })])],
    ['an address with a password', fileOf([piece({ url: 'https://a:b@school.example/' })])],
    ['an address with a space', fileOf([piece({ url: 'https://school.example/a b' })])],
    ['an address without a path', fileOf([piece({ url: 'https://school.example' })])],
    ['a title that is null', fileOf([{ ...piece(), title: null }])],
    ['a title that is too long', fileOf([piece({ title: 'a'.repeat(1_001) })])],
    ['a note that is too long', fileOf([piece({ note: 'a'.repeat(20_001) })])],
    ['a date without a time', fileOf([piece({ taggedAt: '2026-03-01' })])],
    ['a time without milliseconds', fileOf([piece({ taggedAt: '2026-03-01T09:00:00Z' })])],
    ['a time of another zone', fileOf([piece({ updatedAt: '2026-03-01T09:00:00.000+02:00' })])],
    ['a 13th month', fileOf([piece({ updatedAt: '2026-13-01T09:00:00.000Z' })])],
    ['a year of six digits', fileOf([piece({ taggedAt: '+012026-03-01T09:00:00.000Z' })])],
    ['deletedAt null', fileOf([{ ...piece(), deletedAt: null }])],
    ['a forbidden name in the file', fileOf([], { constructor: 1 })],
    ['a forbidden name in a piece', fileOf([{ ...piece(), prototype: 1 }])],
    ['__proto__ in a piece', JSON.parse(JSON.stringify(fileOf([piece()])).replace('[{', '[{"__proto__":1,'))],
  ])('and the reader refuse %s', (_, file) => {
    expect(judge(file)).toEqual({ schema: false, reader: false });
  });
});
