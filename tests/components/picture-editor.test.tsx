import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import type { DrawnPicture } from '../../components/picture/draw-picture.ts';
import { PictureEditor } from '../../components/picture/PictureEditor.tsx';
import {
  addBlur,
  MAX_BLURS,
  type PictureShape,
  WHOLE_PICTURE,
} from '../../evidence/picture/picture-shape.ts';
import { pixelsOf, range } from '../support/pixels.ts';
import { clear, find, show, text, until, untilText, violations } from '../support/show.tsx';

/** A screenshot of black and white stripes. */
function screenshot(width = 1_280, height = 800): string {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  for (let x = 0; x < width; x += 20) context.fillRect(x, 0, 10, height);
  return canvas.toDataURL('image/png');
}

const part = (name: 'crop' | number) => document.querySelector<HTMLElement>(`[data-part="${name}"]`);
const grip = (of: 'crop' | number, name: string) =>
  document.querySelector<HTMLElement>(`span[data-part="${of}"][data-grip="${name}"]`) as HTMLElement;
const picture = () => document.querySelector('img')?.parentElement as HTMLElement;
const status = () => document.querySelector('[role=status]')?.textContent;
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  ) as HTMLButtonElement;
const focused = () =>
  (document.activeElement as HTMLElement).dataset.part ?? document.activeElement?.textContent;
const descriptionOf = (element: HTMLElement | null) =>
  element
    ?.getAttribute('aria-describedby')
    ?.split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

/** The calls that a caller received. */
interface Heard {
  shapes: PictureShape[];
  pupils: boolean[];
  kept: DrawnPicture[];
  cancelled: number;
}

type EditorProps = Partial<Parameters<typeof PictureEditor>[0]>;

async function open(props: EditorProps = {}): Promise<Heard> {
  const heard: Heard = { shapes: [], pupils: [], kept: [], cancelled: 0 };
  show(
    <PictureEditor
      image={screenshot()}
      shape={undefined}
      showsPupils={false}
      onShape={(shape) => heard.shapes.push(shape)}
      onShowsPupils={(value) => heard.pupils.push(value)}
      onKeep={(drawn) => void heard.kept.push(drawn)}
      onCancel={() => {
        heard.cancelled += 1;
      }}
      {...props}
    />,
  );
  await find('[data-part="crop"]');
  return heard;
}

/** Drags with the real mouse, to a point in the picture in fractions of it. */
async function drag(from: HTMLElement, to: [number, number], start?: [number, number]): Promise<void> {
  const box = picture().getBoundingClientRect();
  const place = ([x, y]: [number, number]) => ({ x: x * box.width, y: y * box.height });
  await userEvent.dragAndDrop(from, picture(), {
    ...(start && { sourcePosition: place(start) }),
    targetPosition: place(to),
  });
}

/** The numbers of a shape to two places: a mouse moves in whole pixels. */
function rounded(shape: PictureShape | undefined) {
  return JSON.parse(JSON.stringify(shape ?? null), (_, value) =>
    typeof value === 'number' ? Math.round(value * 50) / 50 : value,
  );
}

const blurred = (...blurs: PictureShape['blurs']): PictureShape => ({ ...WHOLE_PICTURE, blurs });
const face = { left: 0.2, top: 0.2, width: 0.2, height: 0.2 };
const name = { left: 0.6, top: 0.6, width: 0.3, height: 0.1 };

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await page.viewport(420, 700);
});

afterEach(async () => {
  clear();
  vi.restoreAllMocks();
  document.documentElement.dir = 'ltr';
  await page.viewport(1_100, 800);
});

describe('the picture editor', () => {
  it('begins at its heading, reminds of the pupils, names each part, and axe finds nothing', async () => {
    await open({ shape: blurred(face, name) });
    expect(document.activeElement?.tagName).toBe('H1');
    expect(text()).toContain("Pupils' faces and names must not show");
    expect(part('crop')?.ariaLabel).toBe('Frame around what is kept');
    expect(descriptionOf(part('crop'))).toMatch(
      /^0% from the left, 0% from the top.* Arrow keys move the frame/,
    );
    expect(part(1)?.ariaLabel).toBe('Blurred area 2 of 2');
    expect(descriptionOf(part(1))).toBe(
      '60% from the left, 60% from the top, 30% wide, 10% high. ' +
        'Arrow keys move the area, Shift with arrow keys resizes it, Delete removes it.',
    );
    expect(await violations()).toEqual([]);
    part(1)?.focus();
    await until('the corners', () => grip(1, 'top-left') !== null);
    expect(await violations()).toEqual([]);
  });

  it.each([420, 320])('is as wide as a popup of %i pixels, the picture nearly so', async (width) => {
    await page.viewport(width, 600);
    await open({ shape: blurred({ ...face, left: 0.8 }) });
    part(0)?.focus();
    await until('the corners', () => grip(0, 'top-left') !== null);
    expect(document.documentElement.scrollWidth).toBe(width);
    expect(picture().getBoundingClientRect().width).toBe(width - 24);
  });

  it('shows a stored shape, on a screenshot of another size too', async () => {
    await open({ image: screenshot(800, 1_000), shape: blurred(face) });
    const [whole, area] = [picture().getBoundingClientRect(), part(0)?.getBoundingClientRect() as DOMRect];
    expect((area.left - whole.left) / whole.width).toBeCloseTo(0.2, 2);
    expect((area.top - whole.top) / whole.height).toBeCloseTo(0.2, 2);
    expect(area.width / whole.width).toBeCloseTo(0.2, 2);
    expect(whole.width / whole.height).toBeCloseTo(0.8, 2);
  });

  it('shows the areas as they will be saved, and nothing over the rest', async () => {
    await open({ shape: blurred(face) });
    const canvas = await find<HTMLCanvasElement>('canvas');
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const alphaAt = (x: number, y: number) =>
      context.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[3];
    expect([alphaAt(0.21, 0.21), alphaAt(0.39, 0.39), alphaAt(0.19, 0.3), alphaAt(0.3, 0.42)]).toEqual([
      255, 255, 0, 0,
    ]);
    const { width, height } = canvas;
    expect(range(context.getImageData(0.2 * width, 0.2 * height, 0.2 * width, 0.2 * height))).toBe(0);
    part(0)?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await until('it to follow', () => alphaAt(0.21, 0.21) === 0 && alphaAt(0.42, 0.3) === 255);
    expect(canvas.getBoundingClientRect()).toEqual(picture().getBoundingClientRect());
  });

  it('passes on the mark that pupils are shown', async () => {
    const heard = await open({ showsPupils: true });
    const box = await find<HTMLInputElement>('input[type=checkbox]');
    expect(box.checked).toBe(true);
    await userEvent.click(box);
    await userEvent.click(box);
    expect(heard.pupils).toEqual([false, true]);
    expect(descriptionOf(box)).toContain('left out of what you export');
  });

  it('is cancelled by its button and by Escape, wherever the focus is', async () => {
    const heard = await open();
    await userEvent.click(button('Cancel'));
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('{Escape}');
    expect(heard.cancelled).toBe(2);
    expect(heard.shapes).toEqual([]);
  });

  it('says when the screenshot can’t be seen, and saves nothing', async () => {
    const kept = vi.fn();
    show(
      <PictureEditor
        image="data:image/png;base64,AAAA"
        shape={undefined}
        showsPupils={false}
        onShape={() => {}}
        onShowsPupils={() => {}}
        onKeep={kept}
        onCancel={() => {}}
      />,
    );
    await untilText('The browser could not take a picture of this page.');
    expect(button('Keep the picture').ariaDisabled).toBe('true');
    button('Keep the picture').click();
    expect(text()).not.toContain('Keeping');
    expect(kept).not.toHaveBeenCalled();
    expect(await violations()).toEqual([]);
  });
});

describe('the picture editor with the keyboard', () => {
  it('blurs an area, moves it and resizes it, and announces that', async () => {
    const heard = await open();
    button('Blur an area').focus();
    await userEvent.keyboard('{Enter}');
    await until('the focus on it', () => focused() === '0');
    expect(status()).toBe('Blurred area 1 was added.');
    const [added] = heard.shapes;
    expect(added).toEqual(addBlur(WHOLE_PICTURE));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}{Shift>}{ArrowLeft}{ArrowUp}{/Shift}');
    expect(heard.shapes).toHaveLength(6);
    const { left, top, width, height } = added?.blurs[0] ?? face;
    const moved = { left: left + 0.02, top: top + 0.01, width: width - 0.01, height: height - 0.01 };
    const [last] = heard.shapes.at(-1)?.blurs ?? [];
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(last?.[side]).toBeCloseTo(moved[side], 9);
    }
    await until('the place', () => status() === '37% from the left, 41% from the top, 29% wide, 19% high.');
    expect(descriptionOf(part(0))).toContain('37% from the left');
    expect(focused()).toBe('0');
  });

  it('reaches frame and areas one after another', async () => {
    await open({ shape: blurred(face, name) });
    const order: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await userEvent.tab();
      order.push(focused());
    }
    expect(order).toEqual(['crop', '0', '1', 'Blur an area']);
  });

  it('crops, and shows the whole picture again', async () => {
    const heard = await open();
    part('crop')?.focus();
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{ArrowRight}');
    expect(rounded(heard.shapes.at(-1))).toEqual(
      rounded({ crop: { left: 0.01, top: 0, width: 0.99, height: 1 }, blurs: [] }),
    );
    button('Whole picture').focus();
    await userEvent.keyboard(' ');
    expect(heard.shapes.at(-1)).toEqual(WHOLE_PICTURE);
    await until('the focus on the frame', () => focused() === 'crop');
    expect(button('Whole picture').disabled).toBe(true);
    expect(status()).toBe('The whole picture is kept again.');
  });

  it('changes nothing at the edge, and notifies nobody', async () => {
    const heard = await open({ shape: blurred({ ...face, left: 0 }) });
    part(0)?.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    part('crop')?.focus();
    await userEvent.keyboard('{ArrowDown}{Control>}{ArrowUp}{/Control}{Delete}');
    expect(heard.shapes).toEqual([]);
  });

  it('removes an area, and focuses the next one, at last the button', async () => {
    const third = { ...face, left: 0.7 };
    const heard = await open({ shape: blurred(face, name, third) });
    part(1)?.focus();
    await userEvent.keyboard('{Delete}');
    expect(heard.shapes.at(-1)).toEqual(blurred(face, third));
    await until('the words', () => status() === 'Blurred area 2 was removed.');
    await until('two areas', () => part(1)?.ariaLabel === 'Blurred area 2 of 2');
    expect(focused()).toBe('1');
    await userEvent.keyboard('{Backspace}');
    await until('the focus on the one before', () => focused() === '0');
    await userEvent.keyboard('{Delete}');
    await until('the focus on the button', () => focused() === 'Blur an area');
    expect(heard.shapes.at(-1)).toEqual(WHOLE_PICTURE);
  });

  it('removes one area while a Delete key is held down', async () => {
    const heard = await open({ shape: blurred(face, name) });
    part(0)?.focus();
    const key = { key: 'Delete', bubbles: true, cancelable: true };
    part(0)?.dispatchEvent(new KeyboardEvent('keydown', key));
    part(0)?.dispatchEvent(new KeyboardEvent('keydown', { ...key, repeat: true }));
    expect(heard.shapes).toEqual([blurred(name)]);
  });
});

describe('the picture editor with the mouse', () => {
  it('blurs the area of a drag across the picture', async () => {
    const heard = await open();
    await drag(picture(), [0.6, 0.5], [0.4, 0.3]);
    const drawn = { left: 0.4, top: 0.3, width: 0.2, height: 0.2 };
    expect(rounded(heard.shapes.at(-1))).toEqual(blurred(drawn));
    await until('the focus on it', () => focused() === '0');
    expect(status()).toBe('Blurred area 1 was added.');
  });

  it('does so too for a drag from right to left, and ends one that leaves the picture at its edge', async () => {
    const heard = await open();
    await drag(picture(), [0.4, 0.3], [0.6, 0.5]);
    expect(rounded(heard.shapes.at(-1)).blurs).toEqual([{ left: 0.4, top: 0.3, width: 0.2, height: 0.2 }]);
    const box = picture().getBoundingClientRect();
    await userEvent.dragAndDrop(picture(), button('Cancel'), {
      sourcePosition: { x: box.width * 0.8, y: box.height * 0.6 },
    });
    const [, last] = rounded(heard.shapes.at(-1)).blurs;
    expect(last.top + last.height).toBeCloseTo(1, 5);
    expect(heard.cancelled).toBe(0);
  });

  it('draws and moves the same if words run from right to left', async () => {
    const heard = await open();
    document.documentElement.dir = 'rtl';
    await drag(picture(), [0.3, 0.5], [0.1, 0.3]);
    const drawn = { left: 0.1, top: 0.3, width: 0.2, height: 0.2 };
    expect(rounded(heard.shapes.at(-1))).toEqual(blurred(drawn));
    const [whole, area] = [picture().getBoundingClientRect(), part(0)?.getBoundingClientRect() as DOMRect];
    expect((area.left - whole.left) / whole.width).toBeCloseTo(0.1, 1);
  });

  it('moves an area and resizes it by its corners', async () => {
    const large = { left: 0.2, top: 0.2, width: 0.4, height: 0.4 };
    const heard = await open({ shape: blurred(large) });
    await drag(part(0) as HTMLElement, [0.6, 0.7]);
    expect(rounded(heard.shapes.at(-1))).toEqual(blurred({ ...large, left: 0.4, top: 0.5 }));
    await until('the corners', () => grip(0, 'top-left') !== null);
    await drag(grip(0, 'top-left'), [0.3, 0.3]);
    expect(rounded(heard.shapes.at(-1))).toEqual(blurred({ left: 0.3, top: 0.3, width: 0.5, height: 0.6 }));
  });

  it('crops by the edges and corners of the frame, and moves the frame', async () => {
    const heard = await open();
    const cropped = () => rounded(heard.shapes.at(-1)).crop;
    await drag(grip('crop', 'top'), [0.5, 0.2]);
    expect(cropped()).toEqual({ left: 0, top: 0.2, width: 1, height: 0.8 });
    await drag(grip('crop', 'bottom-right'), [0.6, 0.8]);
    expect(cropped()).toEqual({ left: 0, top: 0.2, width: 0.6, height: 0.6 });
    await until('the grip to move it', () => grip('crop', 'move') !== null);
    await drag(grip('crop', 'move'), [0.5, 0.4]);
    expect(cropped()).toEqual({ left: 0.2, top: 0.1, width: 0.6, height: 0.6 });
    expect(heard.shapes.at(-1)?.blurs).toEqual([]);
  });

  it.each([8, 20, 40, 100])(
    'gives an area of %i pixels corners of 24 pixels and a middle to hold it by',
    async (side) => {
      const box = { width: 396, height: 247.5 };
      const area = { left: 0.4, top: 0.4, width: side / box.width, height: side / box.height };
      await open({ shape: blurred(area) });
      part(0)?.focus();
      await until('the corners', () => grip(0, 'top-left') !== null);
      for (const corner of ['top-left', 'top-right', 'bottom-left', 'bottom-right']) {
        const { width, height } = grip(0, corner).getBoundingClientRect();
        expect([width, height]).toEqual([24, 24]);
      }
      const { left, top, width, height } = (part(0) as HTMLElement).getBoundingClientRect();
      expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(part(0));
    },
  );

  it('deselects at a click on the bare picture, and blurs nothing', async () => {
    const heard = await open({ shape: blurred(face) });
    await userEvent.click(part(0) as HTMLElement);
    await until('it is selected', () => !button('Remove blurred area 1 of 1').disabled);
    await userEvent.click(picture(), { position: { x: 300, y: 200 } });
    await until('nothing is selected', () => button('Remove')?.disabled === true);
    expect(heard.shapes).toEqual([]);
  });

  it('blurs one area at a hasty double click', async () => {
    const heard = await open();
    await userEvent.dblClick(button('Blur an area'));
    await until('the focus on it', () => focused() === '0');
    expect(heard.shapes).toEqual([addBlur(WHOLE_PICTURE)]);
  });

  it('removes selected areas, one at a time', async () => {
    const heard = await open({ shape: blurred(face, name) });
    await userEvent.click(part(0) as HTMLElement);
    await until('it is selected', () => button('Remove blurred area 1 of 2') !== undefined);
    await userEvent.dblClick(button('Remove blurred area 1 of 2'));
    expect(heard.shapes).toEqual([blurred(name)]);
    await until('the focus on the button', () => focused() === 'Blur an area');
  });

  it('undoes an unfinished drag at Escape, and nothing else', async () => {
    const heard = await open({ shape: blurred(face) });
    const box = part(0)?.getBoundingClientRect() as DOMRect;
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    await mouse('mousePressed', middle.x, middle.y);
    await mouse('mouseMoved', middle.x + 60, middle.y + 30);
    await until('it has moved', () => heard.shapes.length > 0);
    await userEvent.keyboard('{Escape}');
    await mouse('mouseMoved', middle.x + 90, middle.y + 30);
    await mouse('mouseReleased', middle.x + 90, middle.y + 30);
    expect(heard.shapes.at(-1)).toEqual(blurred(face));
    expect(heard.cancelled).toBe(0);
    await userEvent.keyboard('{Escape}');
    expect(heard.cancelled).toBe(1);
  });
});

/** One event of the real mouse, at a point in this frame. */
async function mouse(type: string, x: number, y: number): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect();
  const event = { type, x: frame.left + x, y: frame.top + y, button: 'left', buttons: 1, clickCount: 1 };
  // The protocol's types are not among the project's packages.
  await (cdp() as unknown as { send(method: string, event: object): Promise<void> }).send(
    'Input.dispatchMouseEvent',
    event,
  );
}

it(`the picture editor has ${MAX_BLURS} areas at most, and says so`, async () => {
  const heard = await open({ shape: blurred(...Array(MAX_BLURS - 1).fill(face)) });
  await userEvent.click(button('Blur an area'));
  await untilText('There can be 30 blurred areas at most.');
  expect(button('Blur an area').disabled).toBe(true);
  expect(await violations()).toEqual([]);
  await userEvent.click(button('Remove blurred area 30 of 30'));
  await until('the focus on the button', () => focused() === 'Blur an area');
  await drag(picture(), [0.9, 0.9], [0.6, 0.7]);
  await until('it to be full', () => button('Blur an area').disabled);
  const before = heard.shapes.length;
  await drag(picture(), [0.95, 0.3], [0.6, 0.1]);
  expect(heard.shapes).toHaveLength(before);
});

describe('saving in the picture editor', () => {
  it('delivers the finished picture: cropped, and blurred in its pixels', async () => {
    const crop = { left: 0.5, top: 0, width: 0.5, height: 1 };
    const heard = await open({ shape: { crop, blurs: [crop] } });
    await userEvent.click(button('Keep the picture'));
    await until('the picture', () => heard.kept.length === 1);
    const [drawn] = heard.kept;
    expect(drawn).toMatchObject({ width: 640, height: 800, type: 'image/webp' });
    expect(range(await pixelsOf(drawn?.blob as Blob))).toBeLessThan(8);
  });

  it('shows that it is busy, and can’t be pressed twice nor changed meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const keep = vi.fn(() => promise);
    await open({ onKeep: keep });
    button('Keep the picture').focus();
    button('Keep the picture').click();
    button('Keep the picture').click();
    await untilText('Keeping the picture…');
    await until('the picture to be handed over', () => keep.mock.calls.length > 0);
    button('Keeping the picture…').click();
    expect(button('Keeping the picture…').ariaDisabled).toBe('true');
    expect(focused()).toBe('Keeping the picture…');
    expect(picture().closest('[inert]')).not.toBeNull();
    expect(await violations()).toEqual([]);
    resolve();
    await until('it to be done', () => button('Keep the picture') !== undefined);
    expect(keep).toHaveBeenCalledTimes(1);
    expect(picture().closest('[inert]')).toBeNull();
  });

  it('reports a failure, loses nothing, and can be tried again', async () => {
    const keep = vi.fn(async () => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await open({ shape: blurred(face), onKeep: keep });
    await userEvent.click(button('Keep the picture'));
    await untilText('The picture could not be kept. The frame and the blurred areas are safe.');
    expect(part(0)).not.toBeNull();
    expect(await violations()).toEqual([]);
    await userEvent.click(button('Keep the picture'));
    await until('the second time', () => keep.mock.calls.length === 2);
  });

  it('delivers nothing any more once the view is gone', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { toBlob } = HTMLCanvasElement.prototype;
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(function (
      this: HTMLCanvasElement,
      done,
      ...options
    ) {
      toBlob.call(
        this,
        (blob) => {
          done(blob);
          resolve();
        },
        ...options,
      );
    });
    const heard = await open();
    button('Keep the picture').click();
    clear();
    await promise;
    await new Promise((next) => setTimeout(next));
    expect(heard.kept).toEqual([]);
  });
});
