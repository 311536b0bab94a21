import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { laterThan, timestamp } from '../../../evidence/values/timestamp.ts';

const isTimestamp = (text: string) => v.safeParse(timestamp, text).success;

it('a time is a string exactly as Date writes it', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const anyLike = fc
    .tuple(digits(4), digits(2), digits(2), digits(2), digits(2), digits(2), digits(3))
    .map(([year, month, day, hour, minute, second, rest]) => {
      return `${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`;
    });
  const anyTime = fc
    .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const property = fc.property(fc.oneof(anyLike, anyTime), (text) => {
    const date = new Date(text);
    expect(isTimestamp(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString() === text);
  });
  fc.assert(property, { numRuns: 2_000 });
});

it.each([
  '2026-02-29T10:00:00.000Z',
  '2026-04-31T10:00:00.000Z',
  '2026-03-01T24:00:00.000Z',
  '2026-03-01',
  '',
])('%j is not a time', (text) => {
  expect(isTimestamp(text)).toBe(false);
});

it.each(['2024-02-29T23:59:59.999Z', '2026-12-31T00:00:00.000Z'])('%j is a time', (text) => {
  expect(isTimestamp(text)).toBe(true);
});

it.each([
  ['after the past it is now', '2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'],
  [
    'after a time to come it is the moment after that',
    '2099-01-01T00:00:00.000Z',
    '2099-01-01T00:00:00.001Z',
  ],
  [
    'after the end of time it is now, and never the end of time again',
    '9999-12-31T23:59:59.999Z',
    '2026-05-02T00:00:00.000Z',
  ],
])('the later time: %s', (_, past, later) => {
  expect(laterThan(past, '2026-05-02T00:00:00.000Z')).toBe(later);
});
