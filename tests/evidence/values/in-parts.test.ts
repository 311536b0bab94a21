import { expect, it } from 'vitest';
import { inParts } from '../../../evidence/values/in-parts.ts';

it.each([
  [[], []],
  [[1, 2, 3], [[1, 2, 3]]],
  [
    [4, 6, 1],
    [[4, 6], [1]],
  ],
  [
    [30, 2, 30],
    [[30], [2], [30]],
  ],
])('the sizes %j are split into %j', (sizes, parts) => {
  expect(inParts(sizes, (size) => size, 10)).toEqual(parts);
});
