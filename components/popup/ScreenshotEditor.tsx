import type { ShownPage } from './shown-page.ts';
import { usePictureTaking } from './use-picture-taking.ts';
import type { ScreenshotState } from './use-screenshot.ts';

interface ScreenshotEditorProps {
  readonly page: ShownPage;
  readonly screenshot: ScreenshotState;
  readonly onKept: () => void;
  readonly onCancelled: () => void;
}

/** The editor for a new screenshot, to crop and blur it before it is saved. */
export function ScreenshotEditor({ page, screenshot, onKept, onCancelled }: ScreenshotEditorProps) {
  const taking = usePictureTaking(page, screenshot);
  const { Editor } = screenshot;
  if (!Editor || taking.screenshot === undefined) return null;
  return (
    <Editor
      image={taking.screenshot}
      shape={taking.shape}
      showsPupils={taking.showsPupils}
      onShape={taking.setShape}
      onShowsPupils={taking.setMark}
      onKeep={async (finished) => {
        await taking.keep(finished);
        onKept();
      }}
      onCancel={() => {
        taking.cancel();
        onCancelled();
      }}
    />
  );
}
