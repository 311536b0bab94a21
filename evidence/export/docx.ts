/**
 * A Word file is made in two steps: word/describe.ts says in plain data what the report holds, word/build.ts makes the
 * file with the library `docx`. The library works without a break, some seconds for ten thousand pieces, so it runs in a
 * worker that is loaded for the first report; to cancel is to end the worker. Each paragraph and each stretch of text
 * says its direction (word/direction.ts), because Word does not find it out.
 */
import type { ExportFormat } from './format/contract.ts';

/** How much of the work it is to say what stands in the report; the rest is making the file. */
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
    // Loaded when the first report is made: no other format needs it.
    const { describe } = await import('./word/describe.ts');
    const { onProgress = () => {} } = options;
    const description = await describe(list, words, {
      ...options,
      onProgress: (share) => onProgress(share * DESCRIBED),
    });
    const onBuilt = (share: number) => onProgress(DESCRIBED + share * (1 - DESCRIBED));
    // Outside a browser there is no page to keep alive, and no such thread.
    if (import.meta.env.SSR) return (await import('./word/build.ts')).build(description, onBuilt);
    const { buildInWorker } = await import('./word/build-in-worker.ts');
    return buildInWorker(description, { signal: options.signal, onProgress: onBuilt });
  },
};
