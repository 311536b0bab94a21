import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../components/evidence-page/ExportDialog.tsx';
import type { Picture } from '../../evidence/picture.ts';
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
  const saveFile = vi.fn<(name: string, content: string, mimeType: string) => void>();
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

async function save(format: string): Promise<void> {
  (await find<HTMLInputElement>(`input[value=${format}]`)).click();
  await until(
    'the choice',
    () => document.querySelector<HTMLInputElement>(`input[value=${format}]`)?.checked === true,
  );
  [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Save the file')?.click();
}

function imagesIn(html: string): HTMLImageElement[] {
  return [...new DOMParser().parseFromString(html, 'text/html').images];
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
  it('shows each page’s own, but none that shows pupils, and those are not even read', async () => {
    const get = vi.fn(jpeg);
    const saveFile = showDialog([record(1), record(2, { showsPupils: true }), record(3)], get);
    await save('html');
    await untilText('Look in your downloads folder.');
    const [, content = ''] = saveFile.mock.calls[0] ?? [];
    const images = imagesIn(content);
    expect(images).toHaveLength(3);
    for (const { src, alt } of images) {
      expect(src).toBe(`data:image/webp;base64,${btoa('fake')}`);
      expect(alt).toBe('Screenshot of “Water in our towns”');
    }
    expect(get.mock.calls.flat()).toEqual([record(1).id, record(3).id]);
    expect(await violations()).toEqual([]);
  });

  it.each<[string, () => Promise<Blob | undefined>]>([
    ['is gone', () => Promise.resolve(undefined)],
    ['is empty', () => Promise.resolve(new Blob([]))],
    ['cannot be read', () => Promise.reject(new Error('IO error'))],
  ])('is made without one that %s, and says so', async (_, fails) => {
    const get = vi.fn((id: string) => (id === record(2).id ? fails() : jpeg()));
    const saveFile = showDialog([record(1), record(2), record(3)], get);
    await save('html');
    await untilText('but without 1 picture that could not be read. Your list is unchanged.');
    const [name, content = ''] = saveFile.mock.calls[0] ?? [];
    expect(document.querySelector('[role=status]')?.textContent).toContain(`Saved as ${name}`);
    expect(imagesIn(content)).toHaveLength(3);
  });

  it('counts all that are missing', async () => {
    showDialog([record(1), record(2), record(3)], () => Promise.resolve(undefined));
    await save('html');
    await untilText('but without 3 pictures that could not be read.');
  });
});

it.each(['csv', 'markdown', 'text', 'json'])('reads no picture for %s', async (format) => {
  const get = vi.fn(jpeg);
  const saveFile = showDialog([record(1)], get);
  await save(format);
  await untilText('Look in your downloads folder.');
  expect(get).not.toHaveBeenCalled();
  expect(saveFile.mock.calls[0]?.[1]).not.toContain('data:image');
});
