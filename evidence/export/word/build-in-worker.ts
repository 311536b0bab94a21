import type { ExportOptions } from '../format/contract.ts';
import type { WordDocument } from './description.ts';
import type { WorkerMessage } from './worker.ts';

/**
 * Builds the file of a description in a worker, which is loaded for the first one.
 * @throws AbortError as soon as it is aborted; Error if the file could not be made
 */
export async function buildInWorker(
  description: WordDocument,
  { signal, onProgress }: Pick<ExportOptions, 'signal' | 'onProgress'>,
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.onerror = ({ message }) => reject(new Error(`The file could not be built: ${message}`));
      worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.type === 'progress') onProgress?.(data.share);
        else if (data.type === 'done') resolve(data.content);
        else reject(new Error(`The file could not be built: ${data.reason}`));
      };
      worker.postMessage(description);
    });
  } finally {
    worker.terminate();
  }
}
