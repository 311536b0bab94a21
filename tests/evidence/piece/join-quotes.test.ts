import { expect, it } from 'vitest';
import { joinQuotes } from '../../../evidence/piece/join-quotes.ts';
import { quote } from '../../support/pieces.ts';

const one = quote('One.');
const two = quote('Two.');

it('joining puts passages together, the first first, each once and cleaned', () => {
  const elsewhere = quote('One.', { prefix: 'Elsewhere ' });
  expect(joinQuotes([one], [two, one, quote('Two.\u202E'), elsewhere])).toEqual([one, two, elsewhere]);
});

it('joining returns the same list if nothing is new', () => {
  const list = [one, two];
  expect(joinQuotes(list, [])).toBe(list);
  expect(joinQuotes(list, [two, quote(' \u200B')])).toBe(list);
});

it('joining drops no passage, however many there are', () => {
  const many = Array.from({ length: 20 }, (_, number) => quote(`${number}`));
  expect(joinQuotes(many, [one, two])).toEqual([...many, one, two]);
});
