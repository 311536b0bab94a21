import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Picture, parsePicture, pictureIdIn } from '../../../evidence/picture/picture.ts';

const picture: Picture = {
  version: 1,
  id: '3f0e6f0a-5b1c-4a8e-9f57-0d6a3b7f2c11',
  type: 'image/webp',
  width: 1_600,
  height: 1_000,
  bytes: 123_456,
  takenAt: '2026-11-22T10:00:00.000Z',
  showsPupils: false,
};

describe('parsePicture', () => {
  it.each<[string, Record<string, unknown>]>([
    ['one of version 1', {}],
    ['a JPEG', { type: 'image/jpeg' }],
    ['one that shows pupils', { showsPupils: true }],
    ['one with unknown fields', { alt: 'The garden' }],
  ])('reads %s as stored', (_, fields) => {
    expect(parsePicture({ ...picture, ...fields })).toEqual({ ...picture, ...fields });
  });

  it.each<[string, Record<string, unknown>]>([
    ['another version', { version: 2 }],
    ['no id', { id: undefined }],
    ['an id that is no UUID', { id: '../../etc/passwd' }],
    ['a kind that is drawn by a program', { type: 'image/svg+xml' }],
    ['a width of nothing', { width: 0 }],
    ['half a pixel', { height: 0.5 }],
    ['a side that no picture has', { width: 65_536 }],
    ['an empty file', { bytes: 0 }],
    ['a time without its zone', { takenAt: '2026-11-22T10:00:00' }],
    ['a time that does not exist', { takenAt: '2026-02-30T10:00:00.000Z' }],
    ['no word on pupils', { showsPupils: undefined }],
    ['a word on pupils as text', { showsPupils: 'false' }],
  ])('finds no picture in a record with %s', (_, fields) => {
    expect(parsePicture({ ...picture, ...fields })).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parsePicture(value)).toBeUndefined();
      }),
    );
  });
});

describe('pictureIdIn', () => {
  it('reads the name of the picture in records of this and of newer versions', () => {
    expect(pictureIdIn(picture)).toBe(picture.id);
    expect(pictureIdIn({ version: 7, id: picture.id, type: 'image/avif' })).toBe(picture.id);
  });

  it.each([[undefined], [null], ['x'], [{}], [{ id: 7 }], [{ id: 'not-a-uuid' }]])(
    'finds none in %j',
    (value) => {
      expect(pictureIdIn(value)).toBeUndefined();
    },
  );
});
