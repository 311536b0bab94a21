import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import type { PageReading } from '../../browser/read-page.ts';

const ENTRY = join(import.meta.dirname, '../../browser/read-page.ts');

/** The global that the bundle sets in a page of the extension. */
declare const underTest: { readPage(tabId: number): Promise<PageReading | undefined> };

/** Reads pages through a page of the extension. */
export interface PageReader {
  /** @returns the extension's reading of the tab on which its popup is open. */
  read(popup: Page): Promise<PageReading | undefined>;
}

/**
 * Bundles and minifies `browser/read-page.ts` with its imports, as the product's own build does, because the injected
 * function has to survive exactly that.
 */
export async function bundlePageReader(): Promise<PageReader> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'underTest' } },
  })) as Rolldown.RolldownOutput[];
  const code = result[0]?.output[0].code ?? '';
  return {
    async read(popup) {
      await popup.evaluate(code);
      return popup.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
        return underTest.readPage(tab?.id ?? -1);
      });
    },
  };
}
