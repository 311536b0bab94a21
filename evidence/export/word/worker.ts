/** Builds Word files in a worker: the library works without a break, and the page stays responsive. */
import { build } from './build.ts';
import type { WordDocument } from './description.ts';

/** A message from the worker. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly content: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly reason: string };

addEventListener('message', async ({ data }: MessageEvent<WordDocument>) => {
  const say = (message: WorkerMessage, transfer: Transferable[] = []) => postMessage(message, { transfer });
  try {
    const content = await build(data, (share) => say({ type: 'progress', share }));
    say({ type: 'done', content }, [content.buffer]);
  } catch (error) {
    say({ type: 'failed', reason: String(error) });
  }
});
