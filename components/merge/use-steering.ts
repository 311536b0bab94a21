import { useState } from 'preact/hooks';
import type { Steering } from './in-steps.ts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

interface Steered {
  /** How far it is; undefined while nothing is being done. */
  readonly progress: Progress | undefined;
  stop(): void;
  /** Does some work that can be stopped. @returns what it returns, and how far it came */
  steer<T>(work: (steering: Steering) => Promise<T>): Promise<{ readonly result: T } & Progress>;
}

const NOTHING: Progress = { done: 0, total: 0 };

/** Does work in steps, shows how far it is and stops it. */
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
