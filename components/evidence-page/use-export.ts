import { useCallback } from 'preact/hooks';
import { arrange } from '../../evidence/arrange.ts';
import { type EvidenceId, evidenceId } from '../../evidence/evidence.ts';
import type { CsvSeparator, ExportFormat } from '../../evidence/export/contract.ts';
import { EXPORT_FORMATS, exportFileName, type FormatId } from '../../evidence/export/index.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { pageKey } from '../../evidence/page-address.ts';
import { loadWords } from '../../locales/index.ts';
import { useServices } from '../services.ts';
import { exportWords, isoDate } from './export-words.ts';
import { loadPictures, NO_PICTURES } from './load-pictures.ts';

/** A file that was saved. */
interface SavedFile {
  readonly file: string;
  /** How many pictures it should show but could not be read. */
  readonly missingPictures: number;
}

/** What of the list goes into a document; what is missing leaves nothing out. */
interface Part {
  readonly domains?: readonly MissionDomain[] | undefined;
  readonly only?: readonly EvidenceId[] | undefined;
}

interface Exporting {
  /** @returns the saved file, or undefined where it could not be made */
  save(
    format: FormatId,
    language: string,
    csvSeparator: CsvSeparator,
    only?: readonly EvidenceId[],
  ): Promise<SavedFile | undefined>;
  /** @returns whether it was copied */
  copy(format: FormatId, language: string, part?: Part): Promise<boolean>;
}

/** Makes documents of what is stored at that moment. Only reads. */
export function useExport(): Exporting {
  const { store, pictures: pictureService, saveFile, copyText } = useServices();

  const make = useCallback(
    async (id: FormatId, language: string, csvSeparator: CsvSeparator, part: Part) => {
      const { domains = MISSION_DOMAINS, only } = part;
      const exportedAt = new Date().toISOString();
      const [words, stored] = await Promise.all([loadWords(language), store.readAll()]);
      const format: ExportFormat | undefined = EXPORT_FORMATS.find((one) => one.id === id);
      if (!format) throw new Error(`There is no format ${id}`);
      const wanted = only && new Set(only);
      const pieces = [...stored.pieces.values()].filter(
        ({ domain, url }) =>
          domains.includes(domain) && (wanted === undefined || wanted.has(evidenceId(domain, url))),
      );
      const list = arrange(pieces).filter(({ domain }) => domains.includes(domain));
      const pages = list.flatMap(({ pieces }) => pieces.map(({ url }) => pageKey(url)));
      const { pictures, missing } = format.wantsPictures
        ? await loadPictures(pictureService, stored.pictures, pages)
        : NO_PICTURES;
      const options = { exportedAt, csvSeparator, pictures };
      const content = await format.write(list, exportWords(words, exportedAt), options);
      const name = exportFileName(format, isoDate(exportedAt));
      return { content, name, mimeType: format.mimeType, missing };
    },
    [store, pictureService],
  );

  return {
    async save(format, language, csvSeparator, only) {
      try {
        const made = await make(format, language, csvSeparator, { only });
        saveFile(made.name, made.content, made.mimeType);
        return { file: made.name, missingPictures: made.missing };
      } catch (error) {
        console.error('The file could not be made:', error);
        return undefined;
      }
    },
    async copy(format, language, part = {}) {
      try {
        await copyText((await make(format, language, ',', part)).content);
        return true;
      } catch (error) {
        console.error('It could not be copied:', error);
        return false;
      }
    },
  };
}
