import type { Page, SerializedAXNode } from 'puppeteer-core';

/**
 * @returns the text that a screen reader finds in the live regions of a page in Chromium, including those that the
 * page's own scripts can't read: piece by piece, in order
 */
export async function liveTexts(page: Page): Promise<string[]> {
  const root = await page.accessibility.snapshot({ interestingOnly: false });
  const texts: string[] = [];
  const visit = (node: SerializedAXNode, isLive: boolean): void => {
    if (isLive && node.role === 'StaticText') texts.push(node.name ?? '');
    for (const child of node.children ?? []) visit(child, isLive || node.role === 'status');
  };
  if (root) visit(root, false);
  return texts;
}
