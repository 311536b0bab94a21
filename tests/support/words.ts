import { exportWords } from '../../components/export/export-words.ts';
import type { ExportOptions, ExportWords } from '../../evidence/export/format/contract.ts';
import { forEachDomain } from '../../evidence/mission-domain.ts';
import { loadWords } from '../../locales/index.ts';

/** The time at which the documents of the tests are made. */
export const EXPORTED_AT = '2026-11-22T10:00:00.000Z';

export const OPTIONS: ExportOptions = {
  exportedAt: EXPORTED_AT,
  csvSeparator: ';',
  pictures: new Map(),
};

/** @returns the real words of a language, for documents of {@link EXPORTED_AT} in UTC */
export async function wordsOf(language: string): Promise<ExportWords> {
  return exportWords(await loadWords(language), EXPORTED_AT, 'UTC');
}

/** @returns words of a language written from right to left, with official titles in English only */
export async function rightToLeftWords(): Promise<ExportWords> {
  const english = await wordsOf('en');
  return {
    ...english,
    language: 'ar',
    direction: 'rtl',
    documentTitle: 'أدلة على رسالة المدرسة',
    domainTitles: forEachDomain((domain) => ({ ...english.domainTitles[domain], language: 'en' })),
  };
}
