import type { WordsFile } from '../../locales/index.ts';

/** The words of the popup's first view. */
export const FIRST_WORDS: readonly WordsFile[] = ['ui'];
