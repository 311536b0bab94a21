import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOfDataUrl,
  pictureFileName,
  typeOfDataUrl,
} from '../../../../evidence/export/format/picture-file.ts';
import { anyText } from '../../../support/pieces.ts';

describe('the name of a picture’s file', () => {
  it.each([
    [1, 'Water in our towns', 'image/webp', '001 Water in our towns.webp'],
    [12, 'Școala: „apa”/râul?', 'image/jpeg', '012 Școala „apa” râul.jpg'],
    [1234, '  a  b. . ', 'image/webp', '1234 a b.webp'],
    [3, '', 'image/webp', '003.webp'],
    [4, '???', 'image/webp', '004.webp'],
    [5, '../../etc/passwd', 'image/webp', '005 .. .. etc passwd.webp'],
    [6, 'CON', 'image/webp', '006 CON.webp'],
    [7, 'gpj.\u202Eexe', 'image/webp', '007 gpj. exe.webp'],
    [8, 'x'.repeat(300), 'image/webp', `008 ${'x'.repeat(60)}.webp`],
  ])('%i, %j, %s: %s', (number, title, type, name) => {
    expect(pictureFileName(number, title, type)).toBe(name);
  });

  it('is accepted by Windows, for any title', () => {
    fc.assert(
      fc.property(fc.nat(), fc.oneof(anyText, fc.string({ unit: 'binary' })), (number, title) => {
        const name = pictureFileName(number, title, 'image/webp');
        expect(name).toMatch(/^\d{3,}[^<>:"/\\|?*\p{C}]*(?<![\s.])\.webp$/u);
        expect(name.length).toBeLessThan(90);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});

it('type and bytes are found in a data address', () => {
  const bytes = new Uint8Array([0, 127, 128, 255]);
  const dataUrl = `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
  expect(typeOfDataUrl(dataUrl)).toBe('image/webp');
  expect(bytesOfDataUrl(dataUrl)).toEqual(bytes);
});
