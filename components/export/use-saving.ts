import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CsvSeparator } from '../../evidence/export/format/contract.ts';
import type { FormatId } from '../../evidence/export/index.ts';
import { type Made, type Part, useExport } from './use-export.ts';

/** Time after which to show progress, in milliseconds: quicker work needs none. */
const LONG_MS = 1_000;

interface Saving {
  /** The share that is done, from 0 to 1, once the work takes long; undefined before that and while idle. */
  readonly share: number | undefined;
  /** @returns the same as `make` of {@link useExport}; 'busy' if another file is being made */
  make(
    format: FormatId,
    language: string,
    csvSeparator: CsvSeparator,
    part?: Part,
  ): Promise<Made | 'cancelled' | 'busy' | undefined>;
  /** Cancels the current work. */
  cancel(): void;
}

/** Makes one file at a time; cancels it if the view is closed. */
export function useSaving(): Saving {
  const { make } = useExport();
  const [share, setShare] = useState<number>();
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  return {
    share,
    cancel,
    async make(format, language, csvSeparator, part) {
      if (running.current) return 'busy';
      const abort = new AbortController();
      running.current = abort;
      // Settles at once, whatever the work is waiting for; no file is saved after cancelling.
      const cancelled = new Promise<'cancelled'>((resolve) => {
        abort.signal.addEventListener('abort', () => resolve('cancelled'));
      });
      let done = 0;
      let isLong = false;
      const timer = setTimeout(() => {
        isLong = true;
        setShare(done);
      }, LONG_MS);
      const onProgress = (now: number) => {
        done = now;
        if (isLong) setShare(now);
      };
      try {
        const made = make(format, language, csvSeparator, part, { signal: abort.signal, onProgress });
        return await Promise.race([made, cancelled]);
      } finally {
        clearTimeout(timer);
        setShare(undefined);
        running.current = undefined;
      }
    },
  };
}
