import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureThumb } from '../../components/picture/PictureThumb.tsx';
import { clear, find, show, text, until, untilText, violations } from '../support/show.tsx';

const MISSING = 'This picture is not on this computer.';

/** A picture of one colour. */
async function picture(colour: string): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 200 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, 320, 200);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob), 'image/webp'));
}

const loadGreen = async (id: string) => (id === 'green' ? await picture('green') : undefined);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('the thumbnail of a picture', () => {
  it('is small, has its words, and releases the picture when it is removed', async () => {
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    show(<PictureThumb id="green" alt="Screenshot of The shared garden" load={loadGreen} />);
    const image = await find<HTMLImageElement>('img');
    await until('the picture', () => image.naturalWidth === 320);
    expect(image.alt).toBe('Screenshot of The shared garden');
    expect(image.getBoundingClientRect().height).toBe(64);
    expect(await violations()).toEqual([]);
    expect(revoked).not.toHaveBeenCalled();
    const { src } = image;
    clear();
    expect(revoked).toHaveBeenCalledExactlyOnceWith(src);
  });

  it('says plainly that the picture is missing', async () => {
    show(<PictureThumb id="gone" alt="" load={loadGreen} />);
    await untilText(MISSING);
    expect(document.querySelector('img')).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['cannot be read', () => Promise.reject(new Error('damaged'))],
    ['is none', async () => new Blob(['not a picture'], { type: 'image/webp' })],
  ])('says so too if it %s', async (_, load) => {
    show(<PictureThumb id="damaged" alt="" load={load} />);
    await untilText(MISSING);
  });

  it('is quiet while it waits, and ignores a picture that arrives after it was removed', async () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const { promise, resolve } = Promise.withResolvers<Blob>();
    show(
      <div id="there">
        <PictureThumb id="slow" alt="" load={() => promise} />
      </div>,
    );
    const there = await find('#there');
    expect(there.firstElementChild?.getBoundingClientRect().height).toBe(64);
    expect(text().trim()).toBe('');
    clear();
    resolve(await picture('red'));
    await promise;
    await new Promise((next) => setTimeout(next));
    expect(made).not.toHaveBeenCalled();
  });
});
