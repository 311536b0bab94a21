import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../controls/use-loaded.ts';
import type { PictureEditorProps } from '../picture/PictureEditor.tsx';

/** A screenshot with its page: the tab may show another page while the picture is edited. */
interface Taken {
  readonly screenshot: string;
  readonly url: string;
}

/** A view's state of an unfinished picture; picture-taking.ts has the actions on it. */
export interface ScreenshotState {
  readonly taken: Taken | undefined;
  setTaken(taken: Taken | undefined): void;
  readonly isRefused: boolean;
  setRefused(isRefused: boolean): void;
  /** Whether it shows pupils, up to date: two changes in a row must not wait for the first to be stored. */
  readonly latest: { current: boolean };
  /** The editor to crop and blur it, once loaded. */
  readonly Editor: ComponentType<PictureEditorProps> | undefined;
}

const loadEditor = () => import('../picture/PictureEditor.tsx').then(({ PictureEditor }) => PictureEditor);

export function useScreenshot(): ScreenshotState {
  const [taken, setTaken] = useState<Taken>();
  const [isRefused, setRefused] = useState(false);
  const latest = useRef(false);
  const Editor = useLoaded(loadEditor, taken !== undefined);
  return { Editor, taken, setTaken, isRefused, setRefused, latest };
}
