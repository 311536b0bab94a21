import { useRef, useState } from 'preact/hooks';

/** A screenshot with its page: the tab may show another one while the picture is edited. */
interface Taken {
  readonly screenshot: string;
  readonly url: string;
}

/** What a view holds of the picture that is being made; picture-taking.ts says what is done with it. */
export interface ScreenshotState {
  readonly taken: Taken | undefined;
  setTaken(taken: Taken | undefined): void;
  readonly isRefused: boolean;
  setRefused(isRefused: boolean): void;
  /** Whether it shows pupils: two changes in a row must not wait for the first to be stored. */
  readonly latest: { current: boolean };
}

export function useScreenshot(): ScreenshotState {
  const [taken, setTaken] = useState<Taken>();
  const [isRefused, setRefused] = useState(false);
  const latest = useRef(false);
  return { taken, setTaken, isRefused, setRefused, latest };
}
