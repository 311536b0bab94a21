import type { WordsFile } from '../../locales/index.ts';

/** Words that the popup's first view needs besides those that are always loaded. */
export const FIRST_WORDS: readonly WordsFile[] = [];
