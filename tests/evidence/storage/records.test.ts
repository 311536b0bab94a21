import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentsAmong } from '../../../evidence/storage/contents.ts';
import { keyOf } from '../../../evidence/storage/record-kind.ts';
import { isInMirror, isInSnapshot, isSound, KINDS, kindOf } from '../../../evidence/storage/records.ts';
import { isOf, nameIn } from '../../../evidence/storage/records-of.ts';
import stored from '../../fixtures/evidence-v1.json';

/** Where each kind is stored besides the list: in snapshots, in the mirror. */
const PLACES: readonly [prefix: string, inSnapshot: boolean, inMirror: boolean][] = [
  ['evidence:', true, true],
  ['picture:', true, true],
  ['application:', true, true],
  ['edition:', true, true],
  ['labels', true, true],
  ['settings', true, true],
  // Going back does not undo typing.
  ['draft:', false, true],
  // Nor does it undo a deletion for good.
  ['gone', false, true],
  // Temporary, or counted again.
  ['waiting:', false, false],
  ['last-action', false, false],
  ['last-action-part', false, false],
  ['last-merge', false, false],
  ['last-domain', false, false],
  ['last-backup', false, false],
  ['summary', false, false],
  ['tally:', false, false],
  ['known-date', false, false],
  ['revision', false, false],
  ['recovery-report', false, false],
  ['renewal', false, false],
];

const isMany = (prefix: string) => prefix.endsWith(':');
const nameFor = (prefix: string, name: string) => (isMany(prefix) ? name : '');
const anyName = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'a', 'https://school.example/a', 'collaboration:https://school.example/a'),
  fc.constantFrom(...PLACES.map(([prefix]) => prefix)),
);
const anyKind = fc.constantFrom(...KINDS);
const anyKey = fc.tuple(anyKind, anyName).map(([kind, name]) => keyOf(kind, nameFor(kind.prefix, name)));

/** Anything at all, and values that are almost one of our records. */
const anyValue = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true }),
  fc
    .tuple(fc.constantFrom(...Object.values(stored)), fc.jsonValue(), fc.nat(), fc.integer())
    .map(([record, odd, which, version]) => damaged(record, odd, which, version)),
);

/** @returns a record with one field that is anything, and sometimes another version */
function damaged(record: unknown, odd: unknown, which: number, version: number): unknown {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return odd;
  const names = Object.keys(record);
  const name = names[which % names.length] ?? 'version';
  return { ...record, ...(version % 3 === 0 && { version }), [name]: odd };
}

describe('the kinds of records', () => {
  it('are all in the table of kinds in snapshots and in the mirror', () => {
    expect(KINDS.map(({ prefix }) => prefix).sort()).toEqual(PLACES.map(([prefix]) => prefix).sort());
  });

  it.each(PLACES)('%s is in snapshots: %s, in the mirror: %s', (prefix, inSnapshot, inMirror) => {
    const key = prefix + nameFor(prefix, 'x');
    expect([isInSnapshot(key), isInMirror(key)]).toEqual([inSnapshot, inMirror]);
    expect(Object.keys(contentsAmong({ [key]: 1 }))).toEqual(inSnapshot ? [key] : []);
    // An emptied record counts as missing.
    expect(contentsAmong({ [key]: null })).toEqual({});
  });

  it('share no key, whatever the names of their records', () => {
    fc.assert(
      fc.property(anyKind, anyName, (kind, name) => {
        const key = keyOf(kind, nameFor(kind.prefix, name));
        expect(KINDS.filter((one) => isOf(one, key))).toEqual([kind]);
        expect(kindOf(key)).toBe(kind);
        expect(nameIn(kind, key)).toBe(nameFor(kind.prefix, name));
      }),
      { numRuns: 1_000 },
    );
  });

  it('include every key of the stored list of version 1, and read its records', () => {
    for (const [key, value] of Object.entries(stored)) {
      expect([key, kindOf(key)?.prefix]).toEqual([key, expect.any(String)]);
      expect([key, isSound(key, value)]).toEqual([key, true]);
      if (value !== null) expect([key, kindOf(key)?.parse(value)]).not.toEqual([key, undefined]);
    }
  });

  it.each(['form:2026', 'evidence', 'last-action:x', 'settings2', '', 'constructor', '__proto__'])(
    'do not include keys of a newer version, which are stored everywhere: %j',
    (key) => {
      expect(kindOf(key)).toBeUndefined();
      expect([isInSnapshot(key), isInMirror(key), isSound(key, 'x')]).toEqual([true, true, true]);
    },
  );

  it('read anything at all without an error, and change nothing in it', () => {
    fc.assert(
      fc.property(anyKey, anyValue, (key, value) => {
        const before = fc.stringify(value);
        kindOf(key)?.parse(value);
        isSound(key, value);
        expect(fc.stringify(value)).toBe(before);
      }),
      { numRuns: 5_000 },
    );
  });

  it('read missing and emptied records without an error, as nothing', () => {
    for (const kind of KINDS) {
      for (const nothing of [undefined, null]) {
        const read = kind.parse(nothing);
        expect([kind.prefix, typeof read === 'object' && read !== null && 'id' in read]).toEqual([
          kind.prefix,
          false,
        ]);
      }
    }
  });
});
