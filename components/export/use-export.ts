import { useCallback } from 'preact/hooks';
import { currentApplication } from '../../evidence/application/application.ts';
import { type Edition, piecesOfEdition } from '../../evidence/application/edition.ts';
import type { CsvSeparator, ExportFormat, ExportOptions } from '../../evidence/export/format/contract.ts';
import type { FormatId } from '../../evidence/export/index.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { pageKey } from '../../evidence/page/page-address.ts';
import { isLive, type PieceId, pieceId } from '../../evidence/piece/piece.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { SETTINGS } from '../../evidence/storage/settings.ts';
import { loadWords } from '../../locales/index.ts';
import { useServices } from '../services.ts';
import { aboutSchool, ownTexts } from './application-options.ts';
import { exportWords, isoDate } from './export-words.ts';
import { exportedApplications } from './exported-applications.ts';
import { loadPictures, NO_PICTURES } from './load-pictures.ts';
import { noteBackup } from './note-backup.ts';
import type { MadeFile } from './use-saved-files.ts';

/** A document that was made; it has several files where import would not take it as one. */
export interface Made {
  readonly files: readonly MadeFile[];
  /** How many pictures it should show but could not be read. */
  readonly missingPictures: number;
  /** How many it leaves out because they show pupils. */
  readonly withheldPictures: number;
  /** To be called when all files are saved. */
  readonly whenSaved: () => Promise<void>;
}

/** The first view does without the formats. */
const loadFormats = () => import('../../evidence/export/index.ts');

const NO_FILE: Pick<MadeFile, 'content'> = { content: new Uint8Array() };

/** How a long work is stopped and followed. */
type Control = Pick<ExportOptions, 'signal' | 'onProgress'>;

/** What of the list goes into a document; what is missing leaves nothing out. */
export interface Part {
  readonly domains?: readonly MissionDomain[] | undefined;
  readonly only?: readonly PieceId[] | undefined;
  /** The list and the application as this copy has them, instead of those of now. */
  readonly copy?: Edition | undefined;
}

interface Exporting {
  /** @returns what is to be saved, or undefined where it could not be made, or that it was cancelled */
  make(
    format: FormatId,
    language: string,
    csvSeparator: CsvSeparator,
    part?: Part,
    control?: Control,
  ): Promise<Made | 'cancelled' | undefined>;
  /** @returns whether it was copied */
  copy(format: FormatId, language: string, part?: Part): Promise<boolean>;
}

/** Makes documents of what is stored at that moment. Only reads. */
export function useExport(): Exporting {
  const { store, run, pictures: pictureService, copyText } = useServices();

  const make = useCallback(
    async (id: FormatId, language: string, csvSeparator: CsvSeparator, part: Part, control: Control = {}) => {
      const { domains = MISSION_DOMAINS, only, copy } = part;
      const exportedAt = new Date().toISOString();
      const [{ EXPORT_FORMATS, exportFileName }, words, stored, settings] = await Promise.all([
        loadFormats(),
        loadWords(language),
        readList(store),
        store.read(SETTINGS),
      ]);
      const { applications } = stored;
      const application =
        copy?.application ?? currentApplication(applications.all.values(), settings.application);
      const all = copy ? piecesOfEdition(copy) : stored.pieces;
      const format: ExportFormat | undefined = EXPORT_FORMATS.find((one) => one.id === id);
      if (!format) throw new Error(`There is no format ${id}`);
      const wanted = only && new Set(only);
      const chosen = [...all.values()].filter(
        ({ domain, url }) =>
          domains.includes(domain) && (wanted === undefined || wanted.has(pieceId(domain, url))),
      );
      const list = arrange(chosen).filter(({ domain }) => domains.includes(domain));
      const pages = list.flatMap(({ pieces }) => pieces.map(({ url }) => pageKey(url)));
      // A copy has none.
      const { pictures, missing, withheld } =
        format.wantsPictures && !copy
          ? await loadPictures(pictureService, stored.pictures, pages, {
              type: format.pictureType,
              signal: control.signal,
            })
          : NO_PICTURES;
      // A selection says nothing of what is not in it, so nothing of what was deleted either.
      const deleted = wanted ? [] : chosen.filter((piece) => !isLive(piece));
      const options: ExportOptions = {
        exportedAt,
        csvSeparator,
        pictures,
        deleted,
        ...(application && aboutSchool(application, words)),
        // The texts refer to pieces that a selection may not have.
        ...(application && !wanted && ownTexts(application, all.values(), domains)),
        ...(copy && { applications: { applications: [], copies: [copy] } }),
        ...(!copy && !wanted && { applications: exportedApplications(applications), gone: stored.gone }),
        ...control,
      };
      const contents = format.writeFiles
        ? await format.writeFiles(list, exportWords(words, exportedAt), options)
        : [await format.write(list, exportWords(words, exportedAt), options)];
      const files = contents.map((content, index): MadeFile => {
        const part = { number: index + 1, of: contents.length };
        const name = exportFileName(format, isoDate(exportedAt), application?.school, part);
        return { name, content, mimeType: format.mimeType };
      });
      const pieces = list.flatMap((one) => one.pieces);
      return { files, missing, withheld, pieces, applications };
    },
    [store, pictureService],
  );

  return {
    async make(format, language, csvSeparator, part = {}, control) {
      try {
        const made = await make(format, language, csvSeparator, part, control);
        control?.signal?.throwIfAborted();
        return {
          files: made.files,
          missingPictures: made.missing,
          withheldPictures: made.withheld,
          async whenSaved() {
            // A selection is no backup of the list, and neither is a copy.
            if (format === 'json' && !part.only && !part.copy) {
              await noteBackup(run, made.pieces, made.applications);
            }
          },
        };
      } catch (error) {
        if (control?.signal?.aborted) return 'cancelled';
        console.error('The file could not be made:', error);
        return undefined;
      }
    },
    async copy(format, language, part = {}) {
      try {
        const [{ content } = NO_FILE] = (await make(format, language, ',', part)).files;
        if (typeof content !== 'string') throw new Error(`${format} is not text`);
        await copyText(content);
        return true;
      } catch (error) {
        console.error('It could not be copied:', error);
        return false;
      }
    },
  };
}
