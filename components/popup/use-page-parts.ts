import { useLoaded } from '../controls/use-loaded.ts';
import { useWords } from '../words.tsx';

/** See page-parts.ts. */
export type PageParts = typeof import('./page-parts.ts');

/**
 * @param wanted whether any of the parts is to be shown
 * @returns the parts, once they and their words are there
 */
export function usePageParts(wanted: boolean): PageParts | undefined {
  const { knows, learn } = useWords();
  const parts = useLoaded(async () => {
    const [loaded] = await Promise.all([import('./page-parts.ts'), learn('piece')]);
    return loaded;
  }, wanted);
  return knows('piece') ? parts : undefined;
}
