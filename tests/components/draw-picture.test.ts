import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../components/picture/draw-picture.ts';
import { smear } from '../../components/picture/smear.ts';
import { type Rectangle, WHOLE_PICTURE } from '../../evidence/picture/picture-shape.ts';
import { pixelsOf, range } from '../support/pixels.ts';

/** The most by which lossy encoding changes a channel on an even ground. */
const LOSS = 6;

type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/** A painted screenshot. */
function screenshot(width: number, height: number, paint: Paint): Promise<ImageBitmap> {
  return createImageBitmap(painted(width, height, paint));
}

function painted(width: number, height: number, paint: Paint): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  paint(context, width, height);
  return canvas;
}

/** Black and white squares of `side` pixels. */
function checkerboard(side: number): Paint {
  return (context, width, height) => {
    for (let y = 0; y * side < height; y += 1) {
      for (let x = y % 2; x * side < width; x += 2) context.fillRect(x * side, y * side, side, side);
    }
  };
}

/** Lines of names in the size that pages have. */
const names: Paint = (context, width, height) => {
  context.font = '16px sans-serif';
  for (let y = 16; y < height; y += 22)
    context.fillText('Ada Lovelace, Maria Curie, Ion Popescu', 4, y, width);
};

/** The greatest step from a pixel to the next one in its row: strokes are steps. */
function steepest({ data, width }: ImageData): number {
  let most = 0;
  for (let at = 0; at + 4 < data.length; at += 4) {
    if ((at / 4 + 1) % width !== 0) most = Math.max(most, Math.abs((data[at] ?? 0) - (data[at + 4] ?? 0)));
  }
  return most;
}

const area: Rectangle = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
/** Well inside the area, away from the edge that encoding blurs. */
const inside: Rectangle = { left: 0.3, top: 0.3, width: 0.4, height: 0.4 };
const outside: Rectangle = { left: 0, top: 0, width: 1, height: 0.2 };

describe('a blurred area', () => {
  it.each([1, 2, 7])('makes a checkerboard of %i pixels one even grey', async (side) => {
    const source = await screenshot(800, 600, checkerboard(side));
    const { blob } = await drawPicture(source, { ...WHOLE_PICTURE, blurs: [area] });
    expect(range(await pixelsOf(blob, inside))).toBeLessThanOrEqual(LOSS);
    if (side > 1) expect(range(await pixelsOf(blob, outside))).toBeGreaterThan(150);
  });

  it('leaves no stroke of the writing', async () => {
    const source = await screenshot(800, 600, names);
    const { blob } = await drawPicture(source, { ...WHOLE_PICTURE, blurs: [area] });
    expect(steepest(await pixelsOf(blob, inside))).toBeLessThanOrEqual(LOSS);
    expect(steepest(await pixelsOf(blob, outside))).toBeGreaterThan(100);
  });

  it('is just as blank if the screenshot is scaled down', async () => {
    const source = await screenshot(3_840, 2_160, names);
    const { blob } = await drawPicture(source, { ...WHOLE_PICTURE, blurs: [area] });
    expect(steepest(await pixelsOf(blob, inside))).toBeLessThanOrEqual(LOSS);
    expect(steepest(await pixelsOf(blob, outside))).toBeGreaterThan(50);
  });

  it('covers every pixel that it touches, even half of one', async () => {
    // One black column in white, its left part outside of the area.
    const source = await screenshot(100, 100, (context) => context.fillRect(40, 0, 1, 100));
    const blur = { left: 0.405, top: 0, width: 0.5, height: 1 };
    const { blob } = await drawPicture(source, { ...WHOLE_PICTURE, blurs: [blur] });
    expect(range(await pixelsOf(blob))).toBeLessThan(64);
  });

  it('reaches over the edge of the crop, and has no effect if it is all outside', async () => {
    const source = await screenshot(800, 600, checkerboard(8));
    const crop = { left: 0.5, top: 0, width: 0.5, height: 1 };
    const over = { left: 0, top: 0, width: 0.75, height: 1 };
    const drawn = await drawPicture(source, { crop, blurs: [over, { ...over, width: 0.3 }] });
    expect(drawn).toMatchObject({ width: 400, height: 600 });
    expect(
      range(await pixelsOf(drawn.blob, { left: 0, top: 0, width: 0.45, height: 1 })),
    ).toBeLessThanOrEqual(LOSS);
    expect(range(await pixelsOf(drawn.blob, { left: 0.55, top: 0, width: 0.45, height: 1 }))).toBeGreaterThan(
      150,
    );
  });
});

describe('smear', () => {
  const write = (name: string) => {
    const canvas = painted(120, 22, (context) => {
      context.font = '16px sans-serif';
      context.fillText(name, 4, 16);
    });
    return (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, 120, 22);
  };

  it('makes one name look like another', () => {
    const written = ['Maria Ionescu', 'Marta Ionascu', 'Anna Nowakowa', 'Katrin Tamme'].map(write);
    const before = new Set(written.map(({ data }) => data.join()));
    for (const pixels of written) smear(pixels);
    const after = new Set(written.map(({ data }) => data.join()));
    expect([before.size, after.size]).toEqual([4, 1]);
  });

  it('forgets the position of anything within a cell', () => {
    const length = 16 * 16 * 4;
    const data = Uint8ClampedArray.from({ length }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 256));
    const turned = Uint8ClampedArray.from(
      { length },
      (_, at) => data[length - 4 - (at & ~3) + (at & 3)] ?? 0,
    );
    smear({ data, width: 16, height: 16 });
    smear({ data: turned, width: 16, height: 16 });
    expect(turned).toEqual(data);
    expect(new Set(data.filter((_, at) => at % 4 === 0)).size).toBe(1);
  });

  it.each([
    [1, 1],
    [1, 300],
    [300, 1],
    [2_000, 1_500],
  ])('fills %i × %i pixels to the last, and lets nothing shine through', (width, height) => {
    const data = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < data.length; at += 4) data[at] = at % 3 === 0 ? 255 : 0;
    smear({ data, width, height });
    expect(data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
    const reds = new Set(data.filter((_, at) => at % 4 === 0));
    expect(reds.size).toBe(1);
  });
});

describe('the drawn picture', () => {
  it('holds no pixel from beyond the crop', async () => {
    const source = await screenshot(1_000, 400, (context) => {
      context.fillStyle = 'red';
      context.fillRect(0, 0, 335, 400);
    });
    // A third: the crop's edge is within a pixel, and the picture is not scaled by whole numbers.
    const crop = { left: 0.3345, top: 0, width: 0.6655, height: 1 };
    const { blob, width, height } = await drawPicture(source, { crop, blurs: [] });
    expect([width, height]).toEqual([665, 400]);
    const { data } = await pixelsOf(blob);
    expect(data.every((value, at) => at % 4 === 3 || value >= 255 - LOSS)).toBe(true);
  });

  it.each([
    [4_000, 1_000, 1_600, 400],
    [1_000, 6_000, 267, 1_600],
    [1_601, 10, 1_600, 10],
    [1_600, 1_600, 1_600, 1_600],
    [390, 844, 390, 844],
    [5_120, 2, 1_600, 1],
  ])('of %i × %i pixels is %i × %i', async (width, height, drawnWidth, drawnHeight) => {
    const source = await screenshot(width, height, () => {});
    const drawn = await drawPicture(source, WHOLE_PICTURE);
    const image = await createImageBitmap(drawn.blob);
    expect([drawn.width, drawn.height]).toEqual([drawnWidth, drawnHeight]);
    expect([image.width, image.height]).toEqual([drawnWidth, drawnHeight]);
  });

  it('of the smallest crop of a small screenshot is still a picture', async () => {
    const source = await screenshot(20, 20, () => {});
    const crop = { left: 0.98, top: 0.013, width: 0.02, height: 0.02 };
    const { blob, width, height } = await drawPicture(source, { crop, blurs: [crop] });
    expect([width, height]).toEqual([1, 1]);
    expect(blob.size).toBeGreaterThan(0);
  });

  it('is WebP, small enough to store many', async () => {
    const source = await screenshot(1_600, 1_000, names);
    const { blob, type } = await drawPicture(source, WHOLE_PICTURE);
    expect([type, blob.type]).toEqual(['image/webp', 'image/webp']);
    expect(blob.size).toBeLessThan(400_000);
  });

  it('is JPEG if the browser writes something else', async () => {
    const source = await screenshot(100, 100, () => {});
    // Chromium does not write BMP.
    const { blob, type } = await drawPicture(source, WHOLE_PICTURE, 'image/bmp');
    expect([type, blob.type]).toEqual(['image/jpeg', 'image/jpeg']);
  });

  it('is drawn from a screenshot as the browser delivers it', async () => {
    const image = new Image();
    image.src = painted(640, 480, checkerboard(40)).toDataURL('image/png');
    await image.decode();
    const { width, height } = await drawPicture(image, { ...WHOLE_PICTURE, crop: area });
    expect([width, height]).toEqual([320, 240]);
  });

  it('fails aloud for a file that is not a picture', async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,AAAA';
    await image.decode().catch(() => {});
    await expect(drawPicture(image, WHOLE_PICTURE)).rejects.toThrow();
  });
});
