import type { WordsFile } from '../../locales/index.ts';

/** The words that the popup's first view needs beside those that are always there. */
export const FIRST_WORDS: readonly WordsFile[] = [];
