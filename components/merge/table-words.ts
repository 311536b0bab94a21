import type { TableWords } from '../../evidence/files/table-words.ts';
import { LANGUAGES, loadWords } from '../../locales/index.ts';
import { exportWords } from '../export/export-words.ts';

let loading: Promise<readonly TableWords[]> | undefined;

/** @returns the words of every language that a colleague's table may be in; loaded once */
export function tableWords(): Promise<readonly TableWords[]> {
  loading ??= Promise.all(
    LANGUAGES.map(async (language) => exportWords(await loadWords(language), new Date(0).toISOString())),
  );
  return loading;
}
