import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APPLICATION_FIELDS,
  applicationSchema,
  MAX_APPLICATIONS,
  MAX_LIMIT,
  MAX_SCHOOL_LENGTH,
  MAX_TEXT_LENGTH,
} from '../../../evidence/application/application.ts';
import { editionSchema } from '../../../evidence/application/edition.ts';
import { json } from '../../../evidence/export/json.ts';
import { JSON_FORMAT, JSON_VERSION } from '../../../evidence/files/backup-format.ts';
import { MAX_PIECES } from '../../../evidence/files/limits.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { withMovesFollowed } from '../../../evidence/merge/follow-moves.ts';
import { mergePiece } from '../../../evidence/merge/merge-pieces.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { MAX_ADDRESS_LENGTH } from '../../../evidence/page/page-address.ts';
import { MAX_CONTRIBUTIONS } from '../../../evidence/piece/contribution.ts';
import { contributionSchema } from '../../../evidence/piece/contribution-schema.ts';
import {
  ACCESS,
  MAX_LABEL_LENGTH,
  MAX_LABELS,
  MAX_PLACE_LENGTH,
  STATUSES,
} from '../../../evidence/piece/facts.ts';
import { move } from '../../../evidence/piece/move.ts';
import { MAX_CHANGES, PIECE_FIELDS, type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { MAX_CONTEXT_LENGTH, MAX_QUOTE_LENGTH, MAX_QUOTES } from '../../../evidence/piece/quote.ts';
import { quoteSchema } from '../../../evidence/piece/quote-schema.ts';
import { labelRegister, quoteRegister } from '../../../evidence/piece/registers.ts';
import { removalSchema } from '../../../evidence/piece/removal-schema.ts';
import { MAX_REMOVALS } from '../../../evidence/piece/removals.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { withGone } from '../../../evidence/storage/gone.ts';
import {
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_ORIGIN_LENGTH,
  MAX_TITLE_LENGTH,
} from '../../../evidence/values/clean-text.ts';
import schema from '../../../public/mission-evidence-1.schema.json';
import exported from '../../fixtures/export-v1.json';
import mergedExport from '../../fixtures/export-v1-merged.json';
import { application } from '../../support/applications.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { anyStored, anyUrl, byId, FIRST_ORIGIN, idOf, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const validate = ajv.compile(schema);
const words = await wordsOf('en');

/** The verdicts of the published schema and of the reader on a file. */
function judge(file: unknown): { schema: boolean; reader: boolean } {
  return { schema: validate(file), reader: readTeamJson(new TextEncoder().encode(JSON.stringify(file))).ok };
}

const CONTRIBUTION = { origin: 'b', by: 'Ion', note: 'Why.', taggedAt: EXPORTED_AT, at: EXPORTED_AT };
const BEFORE_EXPORT = '2026-11-01T09:00:00.000Z';

/** A piece with this contribution besides that of whoever tagged it first, as it is in a file. */
function besides(contribution: object) {
  return { ...piece(), contributions: [{ origin: FIRST_ORIGIN }, contribution] };
}

function fileOf(evidence: unknown, more: object = {}) {
  return { format: 'mission-evidence', version: 1, exportedAt: EXPORTED_AT, evidence, ...more };
}

describe('the published schema', () => {
  it('has a name and explains every field', () => {
    expect(schema.$id).toBe('urn:mission-evidence:export:1');
    const { piece: one, quote: passage, contribution, removal } = schema.$defs;
    const deletion = schema.properties.deletedForGood.items;
    const fields = [schema, one, passage, contribution, removal, deletion].flatMap(({ properties }) =>
      Object.values(properties),
    );
    for (const field of [schema, ...fields, ...Object.values(schema.$defs)]) {
      expect(field.title).toBeTruthy();
      expect(field.description).toMatch(/\.$/);
    }
  });

  it('agrees with the code: names, limits, domains', () => {
    const { piece: one, quote: passage, label, domain, contribution, removal, origin } = schema.$defs;
    expect(schema.properties.format.const).toBe(JSON_FORMAT);
    expect(schema.properties.version.const).toBe(JSON_VERSION);
    expect(schema.properties.evidence.maxItems).toBe(MAX_PIECES);
    expect(Object.keys(one.properties)).toEqual(PIECE_FIELDS);
    expect(one.properties.url.maxLength).toBe(MAX_ADDRESS_LENGTH);
    expect(one.properties.title.maxLength).toBe(MAX_TITLE_LENGTH);
    expect(one.properties.place.maxLength).toBe(MAX_PLACE_LENGTH);
    expect(one.properties.quotes.maxItems).toBe(MAX_QUOTES);
    expect(one.properties.labels.maxItems).toBe(MAX_LABELS);
    expect(one.properties.status.enum).toEqual(STATUSES);
    expect(one.properties.access.enum).toEqual(ACCESS);
    expect(Object.keys(passage.properties)).toEqual(Object.keys(quoteSchema.entries));
    expect(passage.properties.exact.maxLength).toBe(MAX_QUOTE_LENGTH);
    expect(passage.properties.prefix.maxLength).toBe(MAX_CONTEXT_LENGTH);
    expect(passage.properties.suffix.maxLength).toBe(MAX_CONTEXT_LENGTH);
    expect(label.maxLength).toBe(MAX_LABEL_LENGTH);
    expect(domain.enum).toEqual(MISSION_DOMAINS);
    expect(one.properties.changedAt.maxProperties).toBe(MAX_CHANGES);
    expect(one.properties.contributions.maxItems).toBe(MAX_CONTRIBUTIONS);
    expect(one.properties.removals.maxItems).toBe(MAX_REMOVALS);
    expect(Object.keys(contribution.properties)).toEqual(Object.keys(contributionSchema.entries));
    expect(Object.keys(removal.properties)).toEqual(Object.keys(removalSchema.entries));
    expect(contribution.properties.by.maxLength).toBe(MAX_NAME_LENGTH);
    expect(contribution.properties.note.maxLength).toBe(MAX_NOTE_LENGTH);
    expect(origin.maxLength).toBe(MAX_ORIGIN_LENGTH);
  });

  it('has an example of every field in the fixtures: of a piece, a contribution, a removal and a deletion', () => {
    const { piece: one, contribution, removal } = schema.$defs;
    const pieces: Record<string, unknown>[] = [...exported.evidence, ...mergedExport.evidence];
    const entries = (name: string) => pieces.flatMap((each) => (each[name] ?? []) as object[]);
    const fieldsOf = (all: readonly object[]) => new Set(all.flatMap((each) => Object.keys(each)));
    expect(fieldsOf(pieces)).toEqual(new Set([...Object.keys(one.properties), 'v1-labels', 'x-school']));
    expect(fieldsOf(entries('contributions'))).toEqual(new Set(Object.keys(contribution.properties)));
    expect(fieldsOf(entries('removals'))).toEqual(new Set(Object.keys(removal.properties)));
    expect(fieldsOf(mergedExport.deletedForGood)).toEqual(
      new Set(Object.keys(schema.properties.deletedForGood.items.properties)),
    );
  });

  it('has fixtures whose words are where their moves lead: merging them with themselves changes nothing', () => {
    for (const { evidence } of [exported, mergedExport]) {
      const list = byId(evidence as Piece[]);
      expect(list.size).toBe(evidence.length);
      const followed = withMovesFollowed(list, list);
      for (const [id, one] of list) {
        expect(mergePiece(one, { ...one })).toBe(one);
        expect(followed.get(id)).toBe(one);
      }
      expect(followed.size).toBe(list.size);
    }
  });

  it('describes the hash of a text as the code makes it', () => {
    const { description } = schema.$defs.hash;
    expect(description).toContain('begins as 811c9dc5 and the second as 9747b28c');
    expect(description).toContain('times 01000193');
    const { id, at } = schema.properties.deletedForGood.items.properties;
    expect([id.$ref, at.$ref]).toEqual(['#/$defs/hash', '#/$defs/time']);
    expect(labelRegister('APĂ')).toBe(`labels/${asDescribed('apă')}`);
    expect(quoteRegister(quote('a', { prefix: 'b', suffix: 'c' }))).toBe(`quotes/${asDescribed('a\0b\0c')}`);
    fc.assert(
      fc.property(fc.constantFrom(...MISSION_DOMAINS), anyUrl, (domain, url) => {
        const deleted = pieceId(domain, url);
        const text = json.write(arrange([]), words, {
          ...OPTIONS,
          gone: withGone(undefined, new Map([[deleted, EXPORTED_AT]])),
        }) as string;
        expect(JSON.parse(text).deletedForGood).toEqual([{ id: asDescribed(deleted), at: EXPORTED_AT }]);
        expect(judge(JSON.parse(text))).toEqual({ schema: true, reader: true });
      }),
    );
  });

  it('describes the page of a deletion for good as the code does', () => {
    const { description } = schema.properties.deletedForGood.items.properties.id;
    expect(description).toContain(' collaboration:https://school.example/projects/water.');
    for (const url of [
      'https://school.example/projects/water',
      'https://school.example/projects/water//?utm_source=a&PHPSESSID=0123456789abcdef0123#part',
    ]) {
      expect(pieceId('collaboration', url)).toBe('collaboration:https://school.example/projects/water');
    }
    expect(pieceId('inclusive-innovation', 'https://school.example/?b=1&a=2#/album')).toBe(
      'inclusive-innovation:https://school.example/?a=2&b=1#/album',
    );
    const platform = 'https://school-education.ec.europa.eu';
    expect(pieceId('model-school', `${platform}/pl/etwinning`)).toBe(`model-school:${platform}/etwinning`);
    const { url } = offlinePiece();
    expect(pieceId('model-school', url)).toBe(`model-school:${url}`);
  });

  it('agrees with the code on applications', () => {
    const { application: one, applicationCopy, applicationId, formText } = schema.$defs;
    const fields = [one, applicationCopy].flatMap(({ properties }) => Object.values(properties));
    for (const field of fields) expect(field.description).toMatch(/\.$/);
    const stored = applicationSchema.pipe[0].entries;
    expect(new Set(Object.keys(one.properties))).toEqual(new Set(Object.keys(stored)));
    expect(Object.keys(one.properties.texts.properties)).toEqual(APPLICATION_FIELDS);
    expect(formText.maxLength).toBe(MAX_TEXT_LENGTH);
    expect(one.properties.name.maxLength).toBe(MAX_NAME_LENGTH);
    expect(one.properties.school.maxLength).toBe(MAX_SCHOOL_LENGTH);
    expect(one.properties.limit.maximum).toBe(MAX_LIMIT);
    expect(schema.properties.applications.maxItems).toBe(MAX_APPLICATIONS);
    expect(new Set(Object.keys(applicationCopy.properties))).toEqual(
      // The time at which an edition was imported stays here.
      new Set(Object.keys(editionSchema.entries)).difference(new Set(['broughtAt'])),
    );
    expect(applicationId.pattern).toBe('^[0-9a-f][0-9a-f-]{7,63}$');
  });

  it('accepts applications and their editions', () => {
    const more = {
      applications: [application({ from: '2024-09-01', limit: 4_000, texts: { eSafety: 'x' }, 'x-a': 1 })],
      editions: [
        { version: 1, id: 'c0ffee00', frozenAt: EXPORTED_AT, application: application(), pieces: [piece()] },
      ],
    };
    expect(validate(fileOf([], more))).toBe(true);
    expect(validate(fileOf([], { applications: [{}] }))).toBe(false);
    expect(validate(fileOf([], { editions: [{}] }))).toBe(false);
  });

  it('holds for every export, for any list', () => {
    fc.assert(
      fc.property(anyFullList, (list) => {
        const file = JSON.parse(json.write(arrange(list), words, OPTIONS) as string);
        expect(judge(file)).toEqual({ schema: true, reader: true });
      }),
    );
  });

  it('holds for every export of what was deleted and moved, for any list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyStored, { selector: idOf, maxLength: 8 }), (list) => {
        const deleted = list.filter(({ deletedAt }) => deletedAt !== undefined);
        const file = JSON.parse(json.write(arrange(list), words, { ...OPTIONS, deleted }) as string);
        expect(judge(file)).toEqual({ schema: true, reader: true });
      }),
    );
  });

  it.each<[string, unknown]>([
    ['an export of version 1', exported],
    ['an export of a merged list', mergedExport],
    ['no pieces', fileOf([])],
    ['no date of export', { format: 'mission-evidence', version: 1, evidence: [] }],
    ['everything that a piece can say', fileOf([fullPiece(), offlinePiece()])],
    ['as many unknown fields as can be', fileOf([{ ...piece(), ...manyFields(800) }])],
    ['unknown fields of a quote', fileOf([piece({ quotes: [quote('a', { color: { name: 'x' } })] })])],
    ['as many quotes and labels as can be', fileOf([piece(longest())])],
    ['unknown fields', fileOf([piece({ quote: { text: 'x' } })], { school: 'x' })],
    ['the longest texts', fileOf([piece({ title: 'a'.repeat(1_000), note: 'b'.repeat(20_000) })])],
    ['a port and a host in Punycode', fileOf([piece({ url: 'https://xn--coala-e9b.example:8443/?#' })])],
    [
      'the fields that merging needs',
      fileOf([piece({ origin: 'a', changedAt: { note: EXPORTED_AT }, contributions: [CONTRIBUTION] })]),
    ],
    [
      'every field of a contribution',
      fileOf([
        besides({ ...CONTRIBUTION, from: 'model-school', cameAt: EXPORTED_AT, isOff: true, isMoved: true }),
      ]),
    ],
    ['a contribution with nothing but its origin', fileOf([besides({ origin: 'b' })])],
    ['a contribution with an unknown field', fileOf([besides({ ...CONTRIBUTION, x: { y: 1 } })])],
    ['as many colleagues as can be', fileOf([{ ...piece(), contributions: colleagues(MAX_CONTRIBUTIONS) }])],
    ['a deletion', fileOf([piece({ title: '', note: '', deletedAt: EXPORTED_AT })])],
    ['a deletion by somebody', fileOf([deletePiece(piece(), EXPORTED_AT, 'b')])],
    ['a tag that was taken off', fileOf([deletePiece(piece(), EXPORTED_AT, FIRST_ORIGIN)])],
    [
      'a deletion of a piece of which nobody’s words are known',
      fileOf([{ ...piece({ deletedAt: EXPORTED_AT }), contributions: undefined }]),
    ],
    ['a move', fileOf(Object.values(move(piece(), undefined, 'model-school', EXPORTED_AT, 'b')))],
    [
      'every field of a removal',
      fileOf([
        piece({
          removals: [{ at: EXPORTED_AT, by: 'b', to: 'model-school', since: BEFORE_EXPORT, isUndone: true }],
        }),
      ]),
    ],
    ['a removal with an unknown field', fileOf([{ ...piece(), removals: [{ ...UNDONE, x: { y: 1 } }] }])],
    ['as many removals as can be', fileOf([piece({ removals: removals(MAX_REMOVALS) })])],
    ['an IPv6 host', fileOf([piece({ url: 'http://[::1]/a@b' })])],
  ])('and the reader accept %s', (_, file) => {
    expect(judge(file)).toEqual({ schema: true, reader: true });
  });

  const { contributions: _said, ...bySilence } = piece();
  const { title: _title, ...withoutTitle } = piece();
  const { origin: _origin, ...byNobody } = CONTRIBUTION;
  it.each<[string, unknown]>([
    ['an array', []],
    ['null', null],
    ['another format', fileOf([], { format: 'other' })],
    ['no format', { version: 1, evidence: [] }],
    ['no version', { format: 'mission-evidence', evidence: [] }],
    ['version 0', fileOf([], { version: 0 })],
    ['version 2', fileOf([], { version: 2 })],
    ['a version as text', fileOf([], { version: '2' })],
    ['no pieces', { format: 'mission-evidence', version: 1 }],
    ['pieces by name', fileOf({ a: piece() })],
    ['a piece that is null', fileOf([null])],
    ['a piece that is an array', fileOf([[]])],
    ['a piece without a title', fileOf([withoutTitle])],
    ['a piece without contributions', fileOf([bySilence])],
    ['a piece with an empty list of contributions', fileOf([{ ...piece(), contributions: [] }])],
    [
      'a piece whose words all moved away',
      fileOf([{ ...piece(), contributions: [{ origin: 'b', isMoved: true }] }]),
    ],
    [
      'a piece off which everybody took their tag',
      fileOf([{ ...piece(), contributions: [{ ...CONTRIBUTION, isOff: true }] }]),
    ],
    ['a piece of version 0', fileOf([piece({ version: 0 })])],
    ['a piece of version 1.5', fileOf([piece({ version: 1.5 })])],
    ['an unknown domain', fileOf([{ ...piece(), domain: 'sixth-domain' }])],
    ['an unknown target', fileOf([{ ...piece(), removals: [{ at: EXPORTED_AT, to: 'sixth-domain' }] }])],
    ['a removal at no time', fileOf([{ ...piece(), removals: [{ to: 'model-school', isUndone: true }] }])],
    ['a removal on a day', fileOf([{ ...piece(), removals: [{ at: '2026-03-01', isUndone: true }] }])],
    ['a removal since a day', fileOf([{ ...piece(), removals: [{ ...UNDONE, since: '2026-03-01' }] }])],
    ['a removal by an empty origin', fileOf([{ ...piece(), removals: [{ ...UNDONE, by: '' }] }])],
    ['a removal by a long origin', fileOf([{ ...piece(), removals: [{ ...UNDONE, by: 'a'.repeat(65) }] }])],
    ['a removal that is not undone', fileOf([{ ...piece(), removals: [{ ...UNDONE, isUndone: false }] }])],
    ['a removal that is text', fileOf([{ ...piece(), removals: ['deleted'] }])],
    ['removals that are no list', fileOf([{ ...piece(), removals: UNDONE }])],
    ['too many removals', fileOf([piece({ removals: removals(MAX_REMOVALS + 1) })])],
    ['a forbidden name in a removal', fileOf([{ ...piece(), removals: [{ ...UNDONE, constructor: 1 }] }])],
    [
      'thousands of fields in a removal',
      fileOf([{ ...piece(), removals: [{ ...UNDONE, ...manyFields() }] }]),
    ],
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
    ['an offline address in capitals', fileOf([piece({ url: offlinePiece().url.toUpperCase() })])],
    ['an offline address without a UUID', fileOf([piece({ url: 'urn:uuid:minutes' })])],
    ['another kind of name', fileOf([piece({ url: 'urn:isbn:9780141036144' })])],
    ['quotes that are no list', fileOf([{ ...piece(), quotes: quote('a') }])],
    ['a quote that is text', fileOf([{ ...piece(), quotes: ['a'] }])],
    ['a quote without words', fileOf([piece({ quotes: [quote('')] })])],
    ['a quote without its surroundings', fileOf([{ ...piece(), quotes: [{ exact: 'a' }] }])],
    ['a quote that is too long', fileOf([piece({ quotes: [quote('a'.repeat(5_001))] })])],
    ['too much before a quote', fileOf([piece({ quotes: [quote('a', { prefix: 'a'.repeat(65) })] })])],
    ['too many quotes', fileOf([piece({ quotes: Array.from({ length: 21 }, (_, n) => quote(`${n}`)) })])],
    ['a forbidden name in a quote', fileOf([{ ...piece(), quotes: [{ ...quote('a'), constructor: 1 }] }])],
    ['labels as text', fileOf([{ ...piece(), labels: 'Water' }])],
    ['an empty label', fileOf([piece({ labels: [''] })])],
    ['a label that is too long', fileOf([piece({ labels: ['a'.repeat(61)] })])],
    ['too many labels', fileOf([piece({ labels: Array.from({ length: 21 }, (_, n) => `${n}`) })])],
    ['a name that is too long', fileOf([piece({ taggedBy: 'a'.repeat(101) })])],
    ['a place that is too long', fileOf([piece({ place: 'a'.repeat(501) })])],
    ['another status', fileOf([{ ...piece(), status: 'started' }])],
    ['another access', fileOf([{ ...piece(), access: 'nobody' }])],
    ['a day as people write it', fileOf([piece({ activityDate: '14.02.2026' })])],
    ['a time for a day', fileOf([piece({ activityDate: '2026-02-14T00:00:00.000Z' })])],
    ['a 32nd day', fileOf([piece({ activityDate: '2026-01-32' })])],
    ['no origin', fileOf([piece({ origin: '' })])],
    ['an origin that is too long', fileOf([piece({ origin: 'a'.repeat(65) })])],
    ['a change at no time', fileOf([piece({ changedAt: { note: 'yesterday' } })])],
    ['a thousand and one changes', fileOf([{ ...piece(), changedAt: manyTimes() }])],
    ['a forbidden name among the changes', fileOf([{ ...piece(), changedAt: { constructor: EXPORTED_AT } }])],
    ['a name that is null', fileOf([besides({ ...CONTRIBUTION, by: null })])],
    ['a note that is null', fileOf([besides({ ...CONTRIBUTION, note: null })])],
    ['a colleague without an origin', fileOf([besides(byNobody)])],
    ['a colleague with an empty origin', fileOf([besides({ ...CONTRIBUTION, origin: '' })])],
    ['a colleague’s tag on a day', fileOf([besides({ ...CONTRIBUTION, taggedAt: '2026-03-01' })])],
    ['a colleague’s change on a day', fileOf([besides({ ...CONTRIBUTION, at: '2026-03-01' })])],
    ['a colleague’s tag that is not off', fileOf([besides({ ...CONTRIBUTION, isOff: false })])],
    ['words that are not moved', fileOf([besides({ ...CONTRIBUTION, isMoved: false })])],
    ['words from an unknown domain', fileOf([besides({ ...CONTRIBUTION, from: 'sixth-domain' })])],
    ['words that came on a day', fileOf([besides({ ...CONTRIBUTION, cameAt: '2026-03-01' })])],
    ['words that are text', fileOf([{ ...piece(), contributions: ['We measured.'] }])],
    ['words that are no list', fileOf([{ ...piece(), contributions: CONTRIBUTION }])],
    ['a forbidden name in a contribution', fileOf([besides({ ...CONTRIBUTION, constructor: 1 })])],
    ['thousands of fields in a contribution', fileOf([besides({ ...CONTRIBUTION, ...manyFields() })])],
    ['too many colleagues', fileOf([{ ...piece(), contributions: colleagues(MAX_CONTRIBUTIONS + 1) }])],
    ['deletedAt null', fileOf([{ ...piece(), deletedAt: null }])],
    ['thousands of fields in a piece', fileOf([{ ...piece(), ...manyFields() }])],
    ['thousands of fields in a quote', fileOf([piece({ quotes: [quote('a', manyFields())] })])],
    ['thousands of fields', fileOf([], manyFields())],
    ['a forbidden name in the file', fileOf([], { constructor: 1 })],
    ...Object.getOwnPropertyNames(Object.prototype)
      .filter((name) => name !== '__proto__')
      .map((name): [string, unknown] => [`${name} in a piece`, fileOf([{ ...piece(), [name]: 1 }])]),
    ['a forbidden name in a piece', fileOf([{ ...piece(), prototype: 1 }])],
    ['__proto__ in a piece', JSON.parse(JSON.stringify(fileOf([piece()])).replace('[{', '[{"__proto__":1,'))],
  ])('and the reader refuse %s', (_, file) => {
    expect(judge(file)).toEqual({ schema: false, reader: false });
  });
});

/** A removal that takes nothing away. */
const UNDONE = { at: EXPORTED_AT, isUndone: true } as const;

function removals(count: number) {
  return Array.from({ length: count }, (_, n) => ({ ...UNDONE, by: `${n}` }));
}

function colleagues(count: number) {
  return Array.from({ length: count }, (_, n) => ({ ...CONTRIBUTION, origin: `${n}` }));
}

/** The hash of a text by nothing but its description in the schema. */
function asDescribed(text: string): string {
  let [first, second] = [0x811c9dc5n, 0x9747b28cn];
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    first = ((first ^ BigInt(unit)) * 0x01000193n) % 2n ** 32n;
    second = ((second ^ BigInt(unit + position)) * 0x01000193n) % 2n ** 32n;
  }
  return [first, second].map((number) => number.toString(16).padStart(8, '0')).join('');
}

function longest() {
  return {
    quotes: Array.from({ length: 20 }, (_, n) => quote(`${n}`.padEnd(5_000, 'a'))),
    labels: Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(60, 'b')),
    taggedBy: 'c'.repeat(100),
    place: 'd'.repeat(500),
  };
}

function manyFields(count = 1_001): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`x${n}`, n]));
}

function manyTimes(): Record<string, string> {
  return Object.fromEntries(Object.keys(manyFields()).map((name) => [name, EXPORTED_AT]));
}
