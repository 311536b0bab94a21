import { useState } from 'preact/hooks';
import type { Steering } from './in-steps.ts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

interface Steered {
  /** The progress; undefined while idle. */
  readonly progress: Progress | undefined;
  stop(): void;
  /** Runs work that can be stopped. @returns its result, and how far it got */
  steer<T>(work: (steering: Steering) => Promise<T>): Promise<{ readonly result: T } & Progress>;
}

const NOTHING: Progress = { done: 0, total: 0 };

/** Runs work in steps, shows its progress and can stop it. */
export function useSteering(): Steered {
  const [control, setControl] = useState<AbortController>();
  const [progress, setProgress] = useState<Progress>();

  return {
    progress,
    stop: () => control?.abort(),
    async steer(work) {
      const own = new AbortController();
      let far = NOTHING;
      setControl(own);
      setProgress(far);
      const result = await work({
        signal: own.signal,
        onProgress: (done, total) => {
          far = { done, total };
          setProgress(far);
        },
      });
      setControl(undefined);
      setProgress(undefined);
      return { result, ...far };
    },
  };
}
