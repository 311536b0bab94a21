import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBlur,
  clampRectangle,
  type Handle,
  isWhole,
  MAX_BLURS,
  MIN_SIDE,
  moveRectangle,
  type PictureShape,
  type Point,
  parsePictureShape,
  type Rectangle,
  rectangleBetween,
  rectangleOf,
  removeBlur,
  replaceRectangle,
  resizeRectangle,
  sameRectangle,
  WHOLE_PICTURE,
} from '../../../evidence/picture/picture-shape.ts';

const ROUNDING = 1e-12;

const anyNumber = fc.oneof(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const anyPoint: fc.Arbitrary<Point> = fc.record({ left: anyNumber, top: anyNumber });
/** Anything that a hand-edited draft may hold. */
const anyWildRectangle: fc.Arbitrary<Rectangle> = fc.record({
  left: anyNumber,
  top: anyNumber,
  width: anyNumber,
  height: anyNumber,
});
const anyRectangle = anyWildRectangle.map(clampRectangle);
const anyShape: fc.Arbitrary<PictureShape> = fc.record({
  crop: anyRectangle,
  blurs: fc.array(anyRectangle, { maxLength: MAX_BLURS - 1 }),
});
const anyHandle = fc.constantFrom<Handle>(
  'top-left',
  'top',
  'top-right',
  'right',
  'bottom-right',
  'bottom',
  'bottom-left',
  'left',
);

function expectInside({ left, top, width, height }: Rectangle): void {
  expect(left).toBeGreaterThanOrEqual(0);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(width).toBeGreaterThanOrEqual(MIN_SIDE);
  expect(height).toBeGreaterThanOrEqual(MIN_SIDE);
  expect(left + width).toBeLessThanOrEqual(1);
  expect(top + height).toBeLessThanOrEqual(1);
}

const middle: Rectangle = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };

describe('clampRectangle', () => {
  it('brings any rectangle inside, and leaves alone one that is inside', () => {
    fc.assert(
      fc.property(anyWildRectangle, (wild) => {
        const rectangle = clampRectangle(wild);
        expectInside(rectangle);
        expect(clampRectangle(rectangle)).toEqual(rectangle);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, Rectangle, Rectangle]>([
    ['in the middle', middle, middle],
    ['out at the left', { ...middle, left: -3 }, { ...middle, left: 0 }],
    ['out at the bottom', { ...middle, top: 0.75 }, { ...middle, top: 0.5 }],
    ['too small', { ...middle, width: 0, height: -1 }, { ...middle, width: MIN_SIDE, height: MIN_SIDE }],
    ['too large', { left: 0.5, top: -1, width: 9, height: 9 }, WHOLE_PICTURE.crop],
  ])('of one %s', (_, given, clamped) => {
    expect(clampRectangle(given)).toEqual(clamped);
  });
});

describe('moveRectangle', () => {
  it('keeps the size and stays inside, for any way', () => {
    fc.assert(
      fc.property(anyRectangle, anyPoint, (rectangle, by) => {
        const moved = moveRectangle(rectangle, by);
        expectInside(moved);
        expect([moved.width, moved.height]).toEqual([rectangle.width, rectangle.height]);
      }),
    );
  });

  it('goes as far as asked if there is room', () => {
    expect(moveRectangle(middle, { left: 0.125, top: -0.25 })).toEqual({ ...middle, left: 0.375, top: 0 });
  });
});

describe('resizeRectangle', () => {
  it('stays inside and leaves the opposite edges where they are, for any handle and way', () => {
    fc.assert(
      fc.property(anyRectangle, anyHandle, anyPoint, (rectangle, handle, by) => {
        const resized = resizeRectangle(rectangle, handle, by);
        expectInside(resized);
        const edges = edgesOf(resized);
        for (const [edge, place] of Object.entries(edgesOf(rectangle))) {
          if (!handle.includes(edge)) {
            expect(Math.abs(edges[edge as keyof typeof edges] - place)).toBeLessThan(ROUNDING);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[Handle, Rectangle]>([
    ['top-left', { left: 0.375, top: 0.5, width: 0.375, height: 0.25 }],
    ['top', { left: 0.25, top: 0.5, width: 0.5, height: 0.25 }],
    ['top-right', { left: 0.25, top: 0.5, width: 0.625, height: 0.25 }],
    ['right', { left: 0.25, top: 0.25, width: 0.625, height: 0.5 }],
    ['bottom-right', { left: 0.25, top: 0.25, width: 0.625, height: 0.75 }],
    ['bottom', { left: 0.25, top: 0.25, width: 0.5, height: 0.75 }],
    ['bottom-left', { left: 0.375, top: 0.25, width: 0.375, height: 0.75 }],
    ['left', { left: 0.375, top: 0.25, width: 0.375, height: 0.5 }],
  ])('by its %s', (handle, resized) => {
    expect(resizeRectangle(middle, handle, { left: 0.125, top: 0.25 })).toEqual(resized);
  });

  it('does not turn over: past the opposite edge it stays at its smallest', () => {
    const { left, width } = resizeRectangle(middle, 'left', { left: 5, top: 0 });
    expect(left + width).toBeCloseTo(0.75, 12);
    expect(width).toBeCloseTo(MIN_SIDE, 12);
  });
});

function edgesOf({ left, top, width, height }: Rectangle) {
  return { left, top, right: left + width, bottom: top + height };
}

describe('rectangleBetween', () => {
  it('is inside and the same from either corner, for any two points', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, (one, other) => {
        const rectangle = rectangleBetween(one, other);
        expectInside(rectangle);
        expect(rectangleBetween(other, one)).toEqual(rectangle);
      }),
    );
  });

  it('has the two points as corners, as far as the screenshot goes', () => {
    const rectangle = rectangleBetween({ left: 0.75, top: 0.25 }, { left: 0.5, top: 3 });
    expect(rectangle).toEqual({ left: 0.5, top: 0.25, width: 0.25, height: 0.75 });
  });
});

describe('blurred areas', () => {
  it('lie inside the kept part and not on another that was put there', () => {
    fc.assert(
      fc.property(anyRectangle, fc.integer({ min: 1, max: 9 }), (crop, count) => {
        let shape: PictureShape = { crop, blurs: [] };
        for (let turn = 0; turn < count; turn += 1) shape = addBlur(shape);
        expect(shape.blurs).toHaveLength(count);
        for (const blur of shape.blurs) {
          expectInside(blur);
          expect(blur.left).toBeGreaterThanOrEqual(crop.left - ROUNDING);
          expect(blur.top).toBeGreaterThanOrEqual(crop.top - ROUNDING);
          expect(blur.left + blur.width).toBeLessThanOrEqual(crop.left + crop.width + ROUNDING);
          expect(blur.top + blur.height).toBeLessThanOrEqual(crop.top + crop.height + ROUNDING);
        }
        const apart = crop.width > 2 * MIN_SIDE;
        const places = new Set(shape.blurs.map(({ left, top }) => `${left} ${top}`));
        if (apart) expect(places.size).toBe(count);
      }),
    );
  });

  it('lie as they are drawn', () => {
    expect(addBlur(WHOLE_PICTURE, middle).blurs).toEqual([middle]);
    expect(addBlur(WHOLE_PICTURE, { ...middle, left: 7 }).blurs).toEqual([{ ...middle, left: 0.5 }]);
  });

  it(`are ${MAX_BLURS} at most`, () => {
    let shape = WHOLE_PICTURE;
    for (let turn = 0; turn < MAX_BLURS; turn += 1) shape = addBlur(shape);
    expect(shape.blurs).toHaveLength(MAX_BLURS);
    expect(addBlur(shape)).toBe(shape);
    expect(addBlur(shape, middle)).toBe(shape);
  });

  it('adding one and removing it again changes nothing', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        expect(removeBlur(addBlur(shape), shape.blurs.length)).toEqual(shape);
      }),
    );
  });
});

describe('replaceRectangle', () => {
  const anyPart = fc.oneof(fc.constant('crop' as const), fc.nat(MAX_BLURS));

  it('changes that part alone, and nothing if there is none', () => {
    fc.assert(
      fc.property(anyShape, anyPart, anyWildRectangle, (shape, part, rectangle) => {
        const changed = replaceRectangle(shape, part, rectangle);
        const isThere = rectangleOf(shape, part) !== undefined;
        expect(rectangleOf(changed, part)).toEqual(isThere ? clampRectangle(rectangle) : undefined);
        for (const other of ['crop', ...shape.blurs.keys()] as const) {
          if (other !== part) expect(rectangleOf(changed, other)).toBe(rectangleOf(shape, other));
        }
        expect(changed.blurs).toHaveLength(shape.blurs.length);
      }),
    );
  });

  it('returns the same shape if the rectangle is already that', () => {
    const shape = addBlur(WHOLE_PICTURE, middle);
    expect(replaceRectangle(shape, 0, { ...middle })).toBe(shape);
    expect(replaceRectangle(shape, 'crop', { left: -1, top: 0, width: 2, height: 1 })).toBe(shape);
  });
});

it('the whole picture is distinguished from a part of it', () => {
  expect(isWhole(addBlur(WHOLE_PICTURE))).toBe(true);
  expect(isWhole({ ...WHOLE_PICTURE, crop: middle })).toBe(false);
  expect(sameRectangle(middle, { ...middle, top: 0.3 })).toBe(false);
});

describe('parsePictureShape', () => {
  it('reads back any shape that was written as JSON', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const read = parsePictureShape(JSON.parse(JSON.stringify(shape)));
        expect(read).toEqual(JSON.parse(JSON.stringify(shape)));
      }),
    );
  });

  it('brings a part outside the screenshot back inside', () => {
    const read = parsePictureShape({ crop: { ...middle, left: -1 }, blurs: [{ ...middle, width: 1e300 }] });
    expect(read).toEqual({
      crop: { ...middle, left: 0 },
      blurs: [{ left: 0, top: 0.25, width: 1, height: 0.5 }],
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no crop', { blurs: [] }],
    ['no areas', { crop: middle }],
    ['a number that is none', { crop: { ...middle, left: Number.NaN }, blurs: [] }],
    ['a number without end', { crop: middle, blurs: [{ ...middle, height: Number.POSITIVE_INFINITY }] }],
    ['a number as text', { crop: { ...middle, left: '0' }, blurs: [] }],
    ['more areas than can be edited', { crop: middle, blurs: Array(MAX_BLURS + 1).fill(middle) }],
  ])('finds no shape in %s', (_, value) => {
    expect(parsePictureShape(value)).toBeUndefined();
  });
});
