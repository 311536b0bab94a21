import { useCallback, useRef, useState } from 'preact/hooks';
import type { ExportContent } from '../../evidence/export/format/contract.ts';
import { useServices } from '../services.ts';

/** A finished file that can be saved. */
export interface MadeFile {
  readonly name: string;
  readonly content: ExportContent;
  readonly mimeType: string;
}

/** The finished files and how many of them are saved; or that none could be made. */
export type SavedState = { readonly files: readonly MadeFile[]; readonly saved: number } | 'failed';

/**
 * Files that belong together, saved one a click: browsers may block further files saved by the same click.
 */
export interface SavedFiles {
  /** undefined until something is to be saved. */
  readonly state: SavedState | undefined;
  /**
   * Saves the first file.
   * @param whenAll called once the last one is saved
   */
  begin(files: readonly MadeFile[], whenAll?: () => Promise<void>): Promise<void>;
  /** Saves the next file. */
  next(): Promise<void>;
  fail(): void;
  clear(): void;
}

/** See {@link SavedFiles}. */
export function useSavedFiles(): SavedFiles {
  const { saveFile } = useServices();
  const [state, setState] = useState<SavedState>();
  const whenAllSaved = useRef<() => Promise<void>>(undefined);

  const save = useCallback(
    async (files: readonly MadeFile[], index: number) => {
      const file = files[index];
      if (!file) return;
      saveFile(file.name, file.content, file.mimeType);
      if (index === files.length - 1) await whenAllSaved.current?.();
      setState({ files, saved: index + 1 });
    },
    [saveFile],
  );

  return {
    state,
    begin: useCallback(
      async (files, whenAll) => {
        whenAllSaved.current = whenAll;
        await save(files, 0);
      },
      [save],
    ),
    async next() {
      if (!state || state === 'failed') return;
      try {
        await save(state.files, state.saved);
      } catch (error) {
        console.error('The file could not be saved:', error);
        setState('failed');
      }
    },
    fail: useCallback(() => setState('failed'), []),
    clear: useCallback(() => setState(undefined), []),
  };
}
