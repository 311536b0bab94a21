/**
 * A Word file is made in two steps: word/describe.ts describes the contents of the report as plain data,
 * word/build.ts turns that into a file with the library `docx`. The library works without a break, some
 * seconds for ten thousand pieces, so it runs in a worker that is loaded for the first report; cancelling
 * terminates the worker. Each paragraph and each run of text states its direction (word/direction.ts),
 * because Word does not detect it.
 */
import type { ExportFormat } from './format/contract.ts';

/** Share of the work that describing the report takes; the rest is building the file. */
const DESCRIBED = 0.15;

/** A report to complete, print and sign, in Word or LibreOffice (ECMA-376). */
export const docx: ExportFormat<'docx'> = {
  id: 'docx',
  extension: 'docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pasteable: false,
  wantsPictures: true,
  pictureType: 'image/jpeg',
  async write(list, words, options) {
    // Load only when the first report is made: no other format needs it.
    const { describe } = await import('./word/describe.ts');
    const { onProgress = () => {} } = options;
    const description = await describe(list, words, {
      ...options,
      onProgress: (share) => onProgress(share * DESCRIBED),
    });
    const onBuilt = (share: number) => onProgress(DESCRIBED + share * (1 - DESCRIBED));
    // Outside a browser there are no workers, and no page to keep responsive.
    if (import.meta.env.SSR) return (await import('./word/build.ts')).build(description, onBuilt);
    const { buildInWorker } = await import('./word/build-in-worker.ts');
    return buildInWorker(description, { signal: options.signal, onProgress: onBuilt });
  },
};
