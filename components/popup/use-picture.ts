import { useState } from 'preact/hooks';
import type { DraftChange } from '../../evidence/draft.ts';
import type { Picture } from '../../evidence/picture.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';

/** The finished picture as the editor hands it over. */
interface Finished {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  readonly type: Picture['type'];
}

/** What went wrong with a picture, in the words `screenshot.<fault>`. */
export type PictureFault = 'takeFailed' | 'keepFailed';

/** A picture on its way from the screen to the page's evidence. */
export interface PictureTaking {
  /** The screenshot that is being edited, as a `data:` address; it is never stored. */
  readonly screenshot: string | undefined;
  readonly fault: PictureFault | undefined;
  take(): Promise<void>;
  /** Keeps what the teacher does in the editor, so that it is there after the popup closed. */
  keepDraft(picture: DraftChange['picture']): void;
  /** @returns whether it was kept */
  keep(finished: Finished, showsPupils: boolean): Promise<boolean>;
  cancel(): void;
  setShowsPupils(picture: Picture, showsPupils: boolean): Promise<void>;
  remove(): Promise<void>;
}

/** @param url the page's address; without one, nothing can be taken or kept */
export function usePicture(url: string | undefined): PictureTaking {
  const run = useRun();
  const { takeScreenshot, pictures } = useServices();
  const [screenshot, setScreenshot] = useState<string>();
  const [fault, setFault] = useState<PictureFault>();

  return {
    screenshot,
    fault,
    async take() {
      try {
        setScreenshot(await takeScreenshot());
        setFault(undefined);
      } catch (error) {
        console.error('No picture could be taken:', error);
        setFault('takeFailed');
      }
    },
    keepDraft(picture) {
      if (url !== undefined) void run({ type: 'write-draft', url, change: { picture } });
    },
    async keep({ blob, width, height, type }, showsPupils) {
      if (url === undefined) return false;
      const id = crypto.randomUUID();
      try {
        // The pixels first: a record of a picture always has its picture.
        await pictures.put(id, blob);
      } catch (error) {
        console.error('The picture could not be kept:', error);
        setFault('keepFailed');
        return false;
      }
      const takenAt = new Date().toISOString();
      const picture: Picture = {
        version: 1,
        id,
        type,
        width,
        height,
        bytes: blob.size,
        takenAt,
        showsPupils,
      };
      const { ok } = await run({ type: 'set-picture', url, picture });
      if (!ok) return false;
      setFault(undefined);
      setScreenshot(undefined);
      return true;
    },
    cancel() {
      setScreenshot(undefined);
      if (url !== undefined) void run({ type: 'write-draft', url, change: { picture: null } });
    },
    async setShowsPupils(picture, showsPupils) {
      if (url !== undefined) await run({ type: 'set-picture', url, picture: { ...picture, showsPupils } });
    },
    async remove() {
      if (url !== undefined) await run({ type: 'set-picture', url, picture: null });
    },
  };
}
