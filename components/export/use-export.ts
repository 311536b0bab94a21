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

/** A finished document; it has several files if import would not accept it as one. */
export interface Made {
  readonly files: readonly MadeFile[];
  /** Number of its pictures that could not be read. */
  readonly missingPictures: number;
  /** Number of pictures left out because they show pupils. */
  readonly withheldPictures: number;
  /** Call it once all files are saved. */
  readonly whenSaved: () => Promise<void>;
}

/** Loaded later: the first view does not need the formats. */
const loadFormats = () => import('../../evidence/export/index.ts');

const NO_FILE: Pick<MadeFile, 'content'> = { content: new Uint8Array() };

/** Stops long work and reports its progress. */
type Control = Pick<ExportOptions, 'signal' | 'onProgress'>;

/** The part of the list to export; a missing field restricts nothing. */
export interface Part {
  readonly domains?: readonly MissionDomain[] | undefined;
  readonly only?: readonly PieceId[] | undefined;
  /** An edition whose list and application to use instead of the present ones. */
  readonly copy?: Edition | undefined;
}

interface Exporting {
  /** @returns the files to save; undefined if they could not be made, or 'cancelled' */
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

/** Makes documents from what is stored at the moment. Only reads. */
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
      // An edition has no pictures.
      const { pictures, missing, withheld } =
        format.wantsPictures && !copy
          ? await loadPictures(pictureService, stored.pictures, pages, {
              type: format.pictureType,
              signal: control.signal,
            })
          : NO_PICTURES;
      // A selection says nothing about pieces outside it, and so nothing about deleted ones.
      const deleted = wanted ? [] : chosen.filter((piece) => !isLive(piece));
      const options: ExportOptions = {
        exportedAt,
        csvSeparator,
        pictures,
        deleted,
        ...(application && aboutSchool(application, words)),
        // The texts may refer to pieces that the selection lacks.
        ...(application && !wanted && ownTexts(application, all.values(), domains)),
        ...(copy && { applications: { applications: [], editions: [copy] } }),
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
            // Neither a selection nor an edition is a backup of the list.
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
