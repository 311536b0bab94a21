import type { Picture } from '../../evidence/picture/picture.ts';
import type { PictureShape } from '../../evidence/picture/picture-shape.ts';
import type { Draft } from '../../evidence/storage/draft.ts';
import type { PopupServices } from '../services.ts';
import type { ScreenshotState } from './use-screenshot.ts';

/** The finished picture from the editor. */
type Finished = Pick<Picture, 'type' | 'width' | 'height'> & { readonly blob: Blob };

/** A picture on its way from the screen to the page's evidence. */
export interface PictureTaking {
  /** The screenshot being edited, as a `data:` address; it is never stored. */
  readonly screenshot: string | undefined;
  /** The browser refused to take a screenshot. */
  readonly isRefused: boolean;
  /** The stored shape of the work done in the editor so far. */
  readonly shape: PictureShape | undefined;
  readonly showsPupils: boolean;
  take(): Promise<void>;
  /** Stores the work done in the editor, so that it survives the closing of the popup. */
  setShape(shape: PictureShape): void;
  setMark(showsPupils: boolean, shape: PictureShape): void;
  /** @throws if it could not be saved */
  keep(finished: Finished): Promise<void>;
  cancel(): void;
  /** Marks whether the saved picture shows pupils. */
  markKept(showsPupils: boolean): Promise<void>;
  /** @returns whether it could be removed */
  remove(): Promise<boolean>;
}

interface Surroundings extends Pick<PopupServices, 'run' | 'captureScreen' | 'pictures'> {
  /** The page's address; without one, no picture can be taken or saved. */
  readonly url: string | undefined;
  /** The page's picture, if it has one. */
  readonly picture: Picture | undefined;
  /** The stored draft of an unfinished picture. */
  readonly draft: Draft['picture'];
}

/** @returns the current state of the picture, and the actions on it */
export function pictureTaking(state: ScreenshotState, around: Surroundings): PictureTaking {
  const { taken, setTaken, isRefused, setRefused, latest } = state;
  const { url, picture, draft, run, captureScreen, pictures } = around;
  const screenshot = taken?.screenshot;
  const itsUrl = taken?.url ?? url;
  const shape: PictureShape | undefined = draft;
  const showsPupils = draft?.showsPupils ?? picture?.showsPupils ?? false;
  if (screenshot === undefined) latest.current = showsPupils;

  function store({ crop, blurs }: PictureShape) {
    const stored = { crop, blurs: [...blurs], showsPupils: latest.current };
    if (itsUrl !== undefined) void run({ type: 'write-draft', url: itsUrl, change: { picture: stored } });
  }

  async function setPicture(next: Picture | null): Promise<boolean> {
    return itsUrl !== undefined && (await run({ type: 'set-picture', url: itsUrl, picture: next })).ok;
  }

  return {
    screenshot,
    isRefused,
    shape,
    showsPupils,
    async take() {
      if (url === undefined) return;
      try {
        setTaken({ screenshot: await captureScreen(), url });
        setRefused(false);
      } catch (error) {
        console.error('No picture could be taken:', error);
        setRefused(true);
      }
    },
    setShape: store,
    setMark(next, now) {
      latest.current = next;
      store(now);
    },
    async keep({ blob, width, height, type }) {
      const id = crypto.randomUUID();
      // Save the pixels first: a record of a picture always has its pixels.
      await pictures.put(id, blob);
      const takenAt = new Date().toISOString();
      const isSaved = await setPicture({
        version: 1,
        id,
        type,
        width,
        height,
        bytes: blob.size,
        takenAt,
        showsPupils: latest.current,
      });
      if (!isSaved) throw new Error('The writer did not keep the picture');
      setTaken(undefined);
    },
    cancel() {
      setTaken(undefined);
      if (itsUrl !== undefined) void run({ type: 'write-draft', url: itsUrl, change: { picture: null } });
    },
    async markKept(next) {
      if (picture) await setPicture({ ...picture, showsPupils: next });
    },
    remove: () => setPicture(null),
  };
}
