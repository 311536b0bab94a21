import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../components/export/ExportDialog.tsx';
import type { Services } from '../../components/services.ts';
import type { ExportContent } from '../../evidence/export/format/contract.ts';
import type { Picture } from '../../evidence/picture/picture.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { fullPiece } from '../support/full-pieces.ts';
import { memoryArea } from '../support/memory-area.ts';
import { piece } from '../support/pieces.ts';
import { clear, find, show, until, untilText, violations } from '../support/show.tsx';

const PAGES = ['a', 'b', 'c'].map((name) => `https://school.example/${name}`);

function record(number: number, fields: Partial<Picture> = {}): Picture {
  return {
    version: 1,
    id: `0b5e3c9a-7d1f-4b62-9a55-3f1c2d4e5f6${number}`,
    type: 'image/webp',
    width: 1280,
    height: 900,
    bytes: 4,
    takenAt: '2026-03-01T09:00:00.000Z',
    showsPupils: false,
    ...fields,
  };
}

/** Shows the dialog over three pages, two of them under two domains, with these pictures. */
function showDialog(pictures: readonly Picture[], get: (id: string) => Promise<Blob | undefined>) {
  const saveFile = vi.fn<Services['saveFile']>();
  const pieces = PAGES.map((url) => fullPiece({ url }));
  const area = memoryArea({
    settings: { version: 1, language: 'en' },
    ...itemsOf([...pieces, ...PAGES.slice(1).map((url) => piece({ url, domain: 'model-school' }))]),
    ...Object.fromEntries(pictures.map((picture, index) => [`picture:${PAGES[index]}`, picture])),
  });
  show(<ExportDialog onClose={() => {}} />, {
    area,
    services: { saveFile, pictures: { get, put: async () => {} } },
  });
  return saveFile;
}

/** The saved file, which is text. */
function textOf(saveFile: ReturnType<typeof showDialog>): string {
  return saveFile.mock.calls[0]?.[1] as string;
}

async function save(format: string): Promise<void> {
  (await find<HTMLInputElement>(`input[value=${format}]`)).click();
  await until(
    'the choice',
    () => document.querySelector<HTMLInputElement>(`input[value=${format}]`)?.checked === true,
  );
  button('Save the file')?.click();
}

function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === name);
}

function imagesIn(html: ExportContent): HTMLImageElement[] {
  return [...new DOMParser().parseFromString(html as string, 'text/html').images];
}

const jpeg = () => Promise.resolve(new Blob(['fake'], { type: 'text/html' }));

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('a document with pictures', () => {
  it('shows each page’s own, but none that shows pupils, and does not even read those', async () => {
    const get = vi.fn(jpeg);
    const saveFile = showDialog([record(1), record(2, { showsPupils: true }), record(3)], get);
    await save('html');
    await untilText('Look in your downloads folder.');
    const images = imagesIn(textOf(saveFile));
    expect(images).toHaveLength(3);
    for (const { src, alt } of images) {
      expect(src).toBe(`data:image/webp;base64,${btoa('fake')}`);
      expect(alt).toBe('Screenshot of “Water in our towns”');
    }
    expect(get.mock.calls.flat()).toEqual([record(1).id, record(3).id]);
    await untilText('1 picture that shows pupils was left out; it stays on this computer.');
    expect(await violations()).toEqual([]);
  });

  it('counts the pictures that show pupils, beside those that could not be read', async () => {
    const pupils = { showsPupils: true };
    showDialog([record(1, pupils), record(2, pupils), record(3)], () => Promise.resolve(undefined));
    await save('zip');
    await untilText('but without 1 picture that could not be read.');
    await untilText('2 pictures that show pupils were left out; they stay on this computer.');
  });

  it.each<[string, () => Promise<Blob | undefined>]>([
    ['is gone', () => Promise.resolve(undefined)],
    ['is empty', () => Promise.resolve(new Blob([]))],
    ['cannot be read', () => Promise.reject(new Error('IO error'))],
  ])('is made without a picture that %s, and says so', async (_, fails) => {
    const get = vi.fn((id: string) => (id === record(2).id ? fails() : jpeg()));
    const saveFile = showDialog([record(1), record(2), record(3)], get);
    await save('html');
    await untilText('but without 1 picture that could not be read. Your list is unchanged.');
    const [name] = saveFile.mock.calls[0] ?? [];
    expect(document.querySelector('[role=status]')?.textContent).toContain(`Saved as ${name}`);
    expect(imagesIn(textOf(saveFile))).toHaveLength(3);
  });

  it('counts all that are missing', async () => {
    showDialog([record(1), record(2), record(3)], () => Promise.resolve(undefined));
    await save('html');
    await untilText('but without 3 pictures that could not be read.');
  });
});

describe('a file that is not text', () => {
  it.each<[string, RegExp, string]>([
    ['xlsx', /\.xlsx$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['zip', /\.zip$/, 'application/zip'],
  ])('is made in the browser: %s', async (format, extension, type) => {
    const saveFile = showDialog([record(1)], vi.fn(jpeg));
    await save(format);
    await untilText('Look in your downloads folder.');
    const [name, content, mimeType] = saveFile.mock.calls[0] ?? [];
    expect(name).toMatch(extension);
    expect(mimeType).toBe(type);
    const files = unzipSync(content as Uint8Array);
    if (format === 'zip') {
      const { pictures } = JSON.parse(strFromU8(files['pictures.json'] as Uint8Array));
      expect(strFromU8(files[pictures[0].file] as Uint8Array)).toBe('fake');
      expect(imagesIn(strFromU8(files['mission-evidence.html'] as Uint8Array))).toHaveLength(1);
    } else {
      const sheet = new DOMParser().parseFromString(
        strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array),
        'text/xml',
      );
      expect(sheet.querySelectorAll('row')).toHaveLength(1 + 5);
      expect(sheet.querySelector('parsererror, f')).toBeNull();
    }
  });
});

it('exported bookmarks are readable by a browser: folders, links, notes', async () => {
  const saveFile = showDialog([], vi.fn(jpeg));
  await save('bookmarks');
  await untilText('Look in your downloads folder.');
  const [name, content] = saveFile.mock.calls[0] ?? [];
  expect(name).toMatch(/^mission-evidence-[\d-]+\.bookmarks\.html$/);
  const file = new DOMParser().parseFromString(content as string, 'text/html');
  const [all, ...domains] = file.querySelectorAll('h3');
  expect(all?.textContent).toBe('Evidence for the eTwinning School Mission');
  expect(domains.map(({ nextElementSibling }) => nextElementSibling?.querySelectorAll('a').length)).toEqual([
    0, 3, 0, 2, 0,
  ]);
  for (const link of file.links) {
    expect(PAGES).toContain(link.getAttribute('href'));
    expect(link.closest('dt')?.nextElementSibling?.tagName).toBe('DD');
  }
});

it('the format is one choice in groups by purpose, with the first one chosen and in the focus', async () => {
  showDialog([], vi.fn(jpeg));
  const first = await find<HTMLInputElement>('fieldset input');
  await until('the focus', () => document.activeElement === first);
  expect(first.checked).toBe(true);
  const groups = [...document.querySelectorAll('fieldset [role=group]')];
  const purposes = groups.map(
    (one) => document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent,
  );
  expect(purposes).toEqual(['To hand in', 'To sort and count', 'To paste', 'To keep or move']);
  const inputs = [...document.querySelectorAll<HTMLInputElement>('fieldset input')];
  expect(new Set(inputs.map(({ name }) => name)).size).toBe(1);
  expect(groups.flatMap((one) => [...one.querySelectorAll('input')].map(({ value }) => value))).toEqual(
    inputs.map(({ value }) => value),
  );
  expect(await violations()).toEqual([]);
});

it.each(['csv', 'xlsx', 'markdown', 'text', 'json', 'bookmarks'])(
  'an export as %s reads no picture',
  async (format) => {
    const get = vi.fn(jpeg);
    const saveFile = showDialog([record(1)], get);
    await save(format);
    await untilText('Look in your downloads folder.');
    expect(get).not.toHaveBeenCalled();
    const content = saveFile.mock.calls[0]?.[1] ?? '';
    expect(typeof content === 'string' ? content : '').not.toContain('data:image');
  },
);

describe('a Word file', () => {
  /** A picture as it is stored. */
  async function webp(): Promise<Blob> {
    const canvas = new OffscreenCanvas(40, 20);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 20);
    return canvas.convertToBlob({ type: 'image/webp' });
  }

  it('is saved as bytes, with its pictures as JPEG, which every Word shows', async () => {
    const saveFile = showDialog([record(1), record(2, { showsPupils: true })], webp);
    await save('docx');
    await untilText('Look in your downloads folder.');
    const [name, content, type] = saveFile.mock.calls[0] ?? [];
    expect(name).toMatch(/\.docx$/);
    expect(type).toContain('wordprocessingml');
    const files = unzipSync(content as Uint8Array);
    const media = Object.keys(files).filter((path) => path.startsWith('word/media/'));
    expect(media).toHaveLength(1);
    expect([...(files[media[0] ?? ''] ?? [])].slice(0, 3)).toEqual([0xff, 0xd8, 0xff]);
    expect(new TextDecoder().decode(files['word/document.xml'])).toContain('Water in our towns');
  });

  it('is made without a picture that is not one', async () => {
    showDialog([record(1)], jpeg);
    await save('docx');
    await untilText('but without 1 picture that could not be read.');
  });
});

describe('a file that takes a long time', () => {
  /** Pictures that can't be read before `resolve` is called. */
  function slowPictures() {
    const { promise, resolve } = Promise.withResolvers<Blob | undefined>();
    return { get: () => promise, resolve };
  }

  it('shows its progress, and can be cancelled at once', async () => {
    const { get, resolve } = slowPictures();
    const saveFile = showDialog([record(1), record(2)], get);
    await save('html');
    const progress = await find<HTMLProgressElement>('dialog progress');
    expect(progress.max).toBe(1);
    expect(document.querySelector('[role=status]')?.textContent).toBe('Making the file…');
    expect(await violations()).toEqual([]);
    button('Cancel')?.focus();
    button('Cancel')?.click();
    await untilText('Cancelled. No file was made, and your list is unchanged.');
    expect(document.querySelector('dialog progress')).toBeNull();
    expect(document.activeElement).toBe(button('Save the file'));
    resolve(undefined);
    await save('csv');
    await untilText('Look in your downloads folder.');
    expect(saveFile.mock.calls.map(([name]) => name.split('.').at(-1))).toEqual(['csv']);
  });

  it('is made once, however often it is asked for', async () => {
    const { get, resolve } = slowPictures();
    const saveFile = showDialog([record(1)], get);
    await save('html');
    button('Save the file')?.click();
    resolve(await jpeg());
    await untilText('Look in your downloads folder.');
    expect(saveFile).toHaveBeenCalledTimes(1);
  });

  it('is cancelled when the dialog closes', async () => {
    const abort = vi.spyOn(AbortController.prototype, 'abort');
    showDialog([record(1)], slowPictures().get);
    await save('html');
    await find('dialog progress');
    expect(abort).not.toHaveBeenCalled();
    clear();
    await until('the end of the work', () => abort.mock.calls.length === 1);
  });
});
