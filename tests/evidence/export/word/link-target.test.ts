import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkTarget } from '../../../../evidence/export/word/link-target.ts';
import { anyUrl } from '../../../support/pieces.ts';

it.each([
  ['https://school.example/a?b=1&c=(2)#:~:text=one%20two,-three', undefined],
  ['https://school.example/#/route#2', 'https://school.example/#/route%232'],
  ['https://school.example/a|b?{c}=`d`', 'https://school.example/a%7Cb?%7Bc%7D=%60d%60'],
  ['https://school.example/100%', 'https://school.example/100%25'],
  ['https://school.example/%zz%4', 'https://school.example/%25zz%254'],
  ['https://school.example/[a]', 'https://school.example/%5Ba%5D'],
  ['http://[2001:db8::1]:8080/a', undefined],
  ['https://user:secret@school.example/a', 'https://school.example/a'],
  ['https://școala.example/apă', 'https://xn--coala-e9b.example/ap%C4%83'],
])('the link target of %s is %s', (address, target = address) => {
  expect(linkTarget(address)).toBe(target);
});

it('the link target is the same page, and its own target, for any address', () => {
  fc.assert(
    fc.property(anyUrl, (address) => {
      const target = linkTarget(address);
      expect(URL.canParse(target)).toBe(true);
      expect(linkTarget(target)).toBe(target);
      expect(target).toMatch(/^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/);
      expect(new URL(target).host).toBe(new URL(address).host);
    }),
  );
});
