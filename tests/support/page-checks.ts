import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule that WCAG 2.2 AA and axe's best practices have. @returns what it found, in words */
export async function violations(view: Page): Promise<string[]> {
  await view.evaluate(AXE);
  const options: RunOptions = { resultTypes: ['violations'] };
  const results = (await view.evaluate(
    (chosen) => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, chosen),
    options,
  )) as AxeResults;
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`,
  );
}

/** @returns what sticks out of the window sideways or is cut inside its own box, in words */
export function cutTexts(view: Page): Promise<string[]> {
  return view.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth}`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!hasText || box.width <= 1 || element.closest('svg, select, option')) continue;
      const cut = style.overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const out = box.right > root.clientWidth + 1 || box.left < -1;
      if (cut || out) faults.push(`${element.tagName} ${element.innerText.slice(0, 40)}`);
    }
    return faults;
  });
}

/** Shows a view light or dark. */
export async function inTheme(view: Page, theme: 'light' | 'dark'): Promise<void> {
  await view.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    // Contrast is measured on colours that have arrived, not on their way.
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}
