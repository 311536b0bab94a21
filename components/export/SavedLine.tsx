import { Download } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Words } from '../../locales/index.ts';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './SavedLine.module.css';
import type { SavedFiles, SavedState } from './use-saved-files.ts';

interface SavedLineProps {
  readonly saving: SavedFiles;
  /** Takes the focus once something was saved, because the button that had it disappears. */
  readonly takesFocus?: boolean;
}

/** The result of saving a backup; if it has several files, also a button for the next one. */
export function SavedLine({ saving: { state, next }, takesFocus = false }: SavedLineProps) {
  const { t } = useWords();
  const line = useRef<HTMLParagraphElement>(null);
  const further = useRef<HTMLButtonElement>(null);
  const wasOffered = useRef(false);

  useEffect(() => {
    if (!state) return;
    const isOffered = hasNext(state);
    if (isOffered) further.current?.focus();
    // The button that saved the last file is gone too.
    else if (takesFocus || wasOffered.current) line.current?.focus();
    wasOffered.current = isOffered;
  }, [state, takesFocus]);

  return (
    <>
      <p ref={line} role="status" tabIndex={-1} class={styles.line}>
        {state && inWords(state, t)}
      </p>
      {state && hasNext(state) && (
        <div>
          <Button ref={further} icon={Download} look="main" onClick={() => void next()}>
            {t('backup.file.next', { number: state.saved + 1, of: state.files.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function hasNext(state: SavedState): state is Exclude<SavedState, 'failed'> {
  return state !== 'failed' && state.saved < state.files.length;
}

function inWords(state: SavedState, t: Words['t']): string {
  if (state === 'failed') return t('backup.file.failed');
  const { files, saved } = state;
  const file = files[saved - 1]?.name ?? '';
  if (files.length === 1) return t('backup.file.saved', { file });
  return t(hasNext(state) ? 'backup.file.oneOf' : 'backup.file.lastOf', {
    file,
    number: saved,
    of: files.length,
  });
}
