import { afterEach, expect, it } from 'vitest';
import { exportWords } from '../../components/export/export-words.ts';
import { html } from '../../evidence/export/html.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { pageKey } from '../../evidence/page/page-address.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { loadWords } from '../../locales/index.ts';
import { offlinePiece, quote } from '../support/full-pieces.ts';
import { piece } from '../support/pieces.ts';

const NOW = '2026-11-22T10:00:00.000Z';

/** Texts that would call `hit` if a browser read them as anything but text. */
const HOSTILE = [
  '<script>parent.hit = true</script>',
  '"><img src="x" onerror="parent.hit = true">',
  "' onmouseover='parent.hit = true",
  '</style></title><svg onload="parent.hit = true">',
  '<!-- <a href="javascript:parent.hit = true">x</a>',
];

afterEach(() => document.querySelector('iframe')?.remove());

/** Opens a document in a frame of its own. */
async function open(content: string): Promise<Document> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  frame.srcdoc = content;
  document.body.append(frame);
  await loaded;
  return frame.contentDocument as Document;
}

/** A real picture. */
function picture() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1600, 900];
  return { dataUrl: canvas.toDataURL('image/webp'), width: 1600, height: 900, takenAt: NOW };
}

it('the report shows its pictures, leaves hostile text as text, and links to nothing but the pages', async () => {
  const list = HOSTILE.flatMap((text, index): Piece[] => {
    const said = {
      title: text,
      note: text,
      quotes: [quote(text)],
      labels: [text.slice(0, 60)],
      taggedBy: text,
    };
    return [
      piece({ ...said, url: `https://school.example/${index}` }),
      offlinePiece({
        ...said,
        place: text,
        domain: 'model-school',
        url: `${offlinePiece().url.slice(0, -1)}${index}`,
      }),
    ];
  });
  const words = exportWords(await loadWords('pl'), NOW, 'UTC');
  const pictures = new Map(list.map(({ url }) => [pageKey(url), picture()]));
  const report = await open(
    html.write(arrange(list), words, { exportedAt: NOW, csvSeparator: ';', pictures }) as string,
  );

  const images = [...report.images];
  expect(images.map(({ naturalWidth }) => naturalWidth)).toEqual(Array(10).fill(1600));
  for (const { height, width } of images) {
    expect(height).toBeLessThan(400);
    expect(width / height).toBeCloseTo(1600 / 900, 1);
  }
  expect([...report.querySelectorAll('blockquote')].map(({ textContent }) => textContent).sort()).toEqual(
    [...HOSTILE, ...HOSTILE].sort(),
  );
  const links = [...report.links].map((link) => new URL((link as HTMLAnchorElement).href));
  expect(links).toHaveLength(10);
  for (const { hostname } of links) expect(hostname).toBe('school.example');
  expect(report.scripts).toHaveLength(0);
  expect(window).not.toHaveProperty('hit');
});
