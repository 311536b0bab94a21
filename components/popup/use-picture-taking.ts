import { useRun } from '../faults.tsx';
import { usePopupServices } from '../services.ts';
import { type PictureTaking, pictureTaking } from './picture-taking.ts';
import type { ShownPage } from './shown-page.ts';
import type { ScreenshotState } from './use-screenshot.ts';

/** @returns the current state of the page's picture, and the actions on it */
export function usePictureTaking({ url, evidence }: ShownPage, screenshot: ScreenshotState): PictureTaking {
  const { captureScreen, pictures } = usePopupServices();
  const run = useRun();
  const [picture, draft] = [evidence?.picture, evidence?.draft?.picture];
  return pictureTaking(screenshot, { run, captureScreen, pictures, url, picture, draft });
}
