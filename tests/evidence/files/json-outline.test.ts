import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isModestJson } from '../../../evidence/files/json-outline.ts';

function isModest(text: string): boolean {
  return isModestJson(new TextEncoder().encode(text));
}

it.each([
  ['seventeen levels', '['.repeat(17), true],
  ['eighteen levels', '['.repeat(18), false],
  ['eighteen levels of objects', '{"a":'.repeat(18), false],
  ['levels one after another', '[[]],'.repeat(100), true],
  ['brackets in a string', `"${'['.repeat(100)}"`, true],
  ['brackets after an escaped quotation mark', `"\\"${'['.repeat(100)}"`, true],
  ['brackets after an escaped backslash', `"\\\\"${'['.repeat(100)}`, false],
  ['a string that never ends', `"${'['.repeat(100)}`, true],
  ['a thousand fields', `{${'"a":1,'.repeat(1_000)}}`, true],
  ['more', `{${'"a":1,'.repeat(1_001)}}`, false],
  ['a thousand fields twice', `[{${'"a":1,'.repeat(1_000)}},{${'"a":1,'.repeat(1_000)}}]`, true],
  ['a thousand fields around others', `{${'"a":{"b":1},'.repeat(1_000)}}`, true],
  ['450,000 objects', `[${'{},'.repeat(450_000)}]`, true],
  ['one more', `[${'{},'.repeat(450_001)}]`, false],
  ['2,000,000 fields', `[${`{${'"":1,'.repeat(1_000)}},`.repeat(2_000)}]`, true],
  ['some more', `[${`{${'"":1,'.repeat(1_000)}},`.repeat(2_001)}]`, false],
  ['3,000,000 values', '1,'.repeat(3_000_000), true],
  ['one value more', '1,'.repeat(3_000_001), false],
  ['no end of closing', ']'.repeat(100) + '['.repeat(17), true],
])('the outline judges JSON within or over its limits: %s', (_, text, modest) => {
  expect(isModest(text)).toBe(modest);
});

it('any small JSON is within the limits of the outline, whatever is in its strings', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => isModest(text)));
});
