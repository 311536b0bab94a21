import type { JSHandle, Page } from 'puppeteer-core';

/** The highlighted part of a passage. */
export interface Highlight {
  /** The coloured share of the width of its text, from 0 to 1. */
  readonly share: number;
  /** The number of coloured pixels anywhere else. */
  readonly outside: number;
}

/**
 * Looks at the picture of a page, because no script can ask which text a text directive found. The page's style gives
 * `::target-text` the colour #f0f, which it has in no other element.
 * @param range the passage
 */
export async function highlightOf(page: Page, range: JSHandle<Range>): Promise<Highlight> {
  const picture = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(
    async (base64, passage) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const isMarked = (x: number, y: number) => {
        const at = (y * width + x) * 4;
        return pixels[at] === 255 && pixels[at + 1] === 0 && pixels[at + 2] === 255;
      };

      const boxes: DOMRect[] = [];
      const walker = document.createTreeWalker(passage.commonAncestorContainer, NodeFilter.SHOW_TEXT);
      for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType !== Node.TEXT_NODE || !passage.intersectsNode(node)) continue;
        const part = document.createRange();
        part.selectNodeContents(node);
        if (node === passage.startContainer) part.setStart(node, passage.startOffset);
        if (node === passage.endContainer) part.setEnd(node, passage.endOffset);
        boxes.push(...part.getClientRects());
      }

      let [columns, marked] = [0, 0];
      const isInside = new Uint8Array(width * height);
      for (const box of boxes) {
        const [left, right] = [Math.max(0, Math.ceil(box.left)), Math.min(width, Math.floor(box.right))];
        const [top, bottom] = [Math.max(0, Math.ceil(box.top)), Math.min(height, Math.floor(box.bottom))];
        for (let x = left; x < right; x++) {
          let y = top;
          while (y < bottom && !isMarked(x, y)) y += 1;
          columns += 1;
          if (y < bottom) marked += 1;
        }
        // The colour may stick out of the letters' box.
        for (let y = Math.max(0, top - 4); y < Math.min(height, bottom + 4); y++) {
          isInside.fill(1, y * width + Math.max(0, left - 4), y * width + Math.min(width, right + 4));
        }
      }
      const outside = isInside.reduce(
        (sum, inside, index) =>
          !inside && isMarked(index % width, Math.floor(index / width)) ? sum + 1 : sum,
        0,
      );
      return { share: columns === 0 ? 0 : marked / columns, outside };
    },
    picture,
    range,
  );
}
