import { expect, it } from 'vitest';
import { versionOf } from '../../../evidence/values/version.ts';

it.each<[unknown, number | undefined]>([
  [{ version: 3 }, 3],
  [{ version: '3' }, undefined],
  [[], undefined],
  [null, undefined],
  [undefined, undefined],
])('the version of %j is %s', (value, version) => {
  expect(versionOf(value)).toBe(version);
});
