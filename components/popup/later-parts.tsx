import type { ComponentType } from 'preact';
import { later } from '../controls/later.tsx';
import { useLoaded } from '../controls/use-loaded.ts';
import { useWords } from '../words.tsx';

/* Loads the parts that only some pages show (see page-parts.ts) together with their words, so that both
   appear at once. */

type PageParts = typeof import('./page-parts.ts');

const loads: (() => Promise<unknown>)[] = [];

function part<Props extends object>(pick: (parts: PageParts) => ComponentType<Props>) {
  const Part = later(async () => pick(await import('./page-parts.ts')));
  loads.push(Part.load);
  return function PagePart(props: Props) {
    return useWords().knows('piece') ? <Part {...props} /> : null;
  };
}

export const FaultNotice = part((parts) => parts.FaultNotice);
export const PageNotices = part((parts) => parts.PageNotices);
export const RowDetails = part((parts) => parts.RowDetails);
export const ScreenshotEditor = part((parts) => parts.ScreenshotEditor);
export const TitleField = part((parts) => parts.TitleField);

/**
 * @param wanted whether any of the parts will be shown
 * @returns whether they and their words are loaded
 */
export function usePageParts(wanted: boolean): boolean {
  const { knows, learn } = useWords();
  const loaded = useLoaded(() => Promise.all([learn('piece'), ...loads.map((load) => load())]), wanted);
  return loaded !== undefined && knows('piece');
}
