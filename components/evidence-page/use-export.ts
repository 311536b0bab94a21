import { useCallback } from 'preact/hooks';
import { arrange } from '../../evidence/arrange.ts';
import type { CsvSeparator, ExportFormat } from '../../evidence/export/contract.ts';
import { EXPORT_FORMATS, exportFileName, type FormatId } from '../../evidence/export/index.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { loadWords } from '../../locales/index.ts';
import { useServices } from '../services.ts';
import { exportWords, isoDate } from './export-words.ts';

interface Exporting {
  /** @returns the name of the saved file, or undefined where it could not be made */
  save(format: FormatId, language: string, csvSeparator: CsvSeparator): Promise<string | undefined>;
  /** @returns whether it was copied */
  copy(format: FormatId, language: string, domains?: readonly MissionDomain[]): Promise<boolean>;
}

/** Makes documents of what is stored at that moment. Only reads. */
export function useExport(): Exporting {
  const { store, saveFile, copyText } = useServices();

  const make = useCallback(
    async (id: FormatId, language: string, csvSeparator: CsvSeparator, domains: readonly MissionDomain[]) => {
      const exportedAt = new Date().toISOString();
      const [words, { pieces }] = await Promise.all([loadWords(language), store.readAll()]);
      const format: ExportFormat | undefined = EXPORT_FORMATS.find((one) => one.id === id);
      if (!format) throw new Error(`There is no format ${id}`);
      const list = arrange(pieces.values()).filter(({ domain }) => domains.includes(domain));
      const content = await format.write(list, exportWords(words, exportedAt), { exportedAt, csvSeparator });
      return { content, name: exportFileName(format, isoDate(exportedAt)), mimeType: format.mimeType };
    },
    [store],
  );

  return {
    async save(format, language, csvSeparator) {
      try {
        const { name, content, mimeType } = await make(format, language, csvSeparator, MISSION_DOMAINS);
        saveFile(name, content, mimeType);
        return name;
      } catch (error) {
        console.error('The file could not be made:', error);
        return undefined;
      }
    },
    async copy(format, language, domains = MISSION_DOMAINS) {
      try {
        await copyText((await make(format, language, ',', domains)).content);
        return true;
      } catch (error) {
        console.error('It could not be copied:', error);
        return false;
      }
    },
  };
}
