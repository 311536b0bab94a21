import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Checks every rule of WCAG 2.2 AA and of axe's best practices. @returns the violations, in words */
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

/** @returns the elements that stick out of the window sideways or are cut inside their own box, in words */
export function cutTexts(view: Page): Promise<string[]> {
  return view.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth}`);
    const page = root.getBoundingClientRect();
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!hasText || box.width <= 1 || element.closest('svg, select, option')) continue;
      const cut = style.overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const out = box.right > page.right + 1 || box.left < page.left - 1;
      if (cut || out) faults.push(`${element.tagName} ${element.innerText.slice(0, 40)}`);
    }
    return faults;
  });
}

/** The smallest target that a finger or a shaky hand can press, in CSS pixels (WCAG 2.2, 2.5.8). */
const SMALLEST_TARGET = 24;

/** @returns the pressable elements that are too small for that, in words; links within a sentence may be */
export function smallTargets(view: Page): Promise<string[]> {
  return view.evaluate((smallest) => {
    const pressable = 'button, a[href], input, select, textarea, summary, [role=switch]';
    return [...document.querySelectorAll<HTMLElement>(pressable)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      const isInText = getComputedStyle(element).display === 'inline' && element.closest('p') !== null;
      const isTick = element.matches('input[type=checkbox], input[type=radio]');
      // Pressing the label presses the tick box.
      const box = ((isTick && element.closest('label')) || element).getBoundingClientRect();
      if (isInText || (box.width >= smallest && box.height >= smallest)) return [];
      const name = element.ariaLabel || element.innerText || element.title || element.className;
      return `${element.tagName} ${name}: ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`;
    });
  }, SMALLEST_TARGET);
}

/** @returns the elements that change gradually although less motion is wanted, in words */
export function movingThings(view: Page): Promise<string[]> {
  return view.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      const isStill =
        [transitionDuration, animationDuration].every((time) => /^(0s(, )?|auto)+$/.test(time)) &&
        scrollBehavior !== 'smooth';
      return isStill ? [] : `${element.tagName} ${element.className}`;
    }),
  );
}

/** @returns the focusable elements that do not show the focus by an outline, in words */
export function unseenFocus(view: Page): Promise<string[]> {
  return view.evaluate(() => {
    const before = document.activeElement as HTMLElement | null;
    const root = document.querySelector('dialog[open]') ?? document;
    const focusable = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';
    const unseen = [...root.querySelectorAll<HTMLElement>(focusable)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      (element as HTMLElement & { focus(options: { focusVisible: boolean }): void }).focus({
        focusVisible: true,
      } as FocusOptions & { focusVisible: boolean });
      if (document.activeElement !== element) return [];
      // The outline may be round the element that holds the field.
      const holders = [element, element.parentElement, element.parentElement?.parentElement];
      const isSeen = holders.some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
      });
      return isSeen ? [] : `${element.tagName} ${element.ariaLabel || element.innerText || element.title}`;
    });
    before?.focus();
    return unseen;
  });
}

/** @returns the distances of elements from the side that their language starts at, in whole CSS pixels */
export function startEdges(view: Page): Promise<string[]> {
  return view.evaluate(() => {
    const { left, right } = document.body.getBoundingClientRect();
    const isRightToLeft = document.documentElement.dir === 'rtl';
    const things = 'h1, ol > li, article, article h3, section h2, button[aria-pressed], dialog h2';
    return [...document.querySelectorAll<HTMLElement>(things)]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const box = element.getBoundingClientRect();
        const edge = isRightToLeft ? right - box.right : box.left - left;
        return `${element.tagName} ${Math.round(edge)}`;
      });
  });
}

/** Gives a page a size in CSS pixels, or a popup, whose window is the browser's own, that width at most. */
export async function resize(view: Page, size: { width: number; height: number }): Promise<void> {
  if (!view.url().includes('/popup.html')) return view.setViewport(size);
  await view.evaluate((width) => {
    document.documentElement.style.maxInlineSize = `${width}px`;
  }, size.width);
}

/** Shows a view light or dark. */
export async function inTheme(view: Page, theme: 'light' | 'dark'): Promise<void> {
  await view.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    // Contrast is measured on final colours, not on fading ones.
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}
