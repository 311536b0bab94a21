import { FileUp } from 'lucide';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './MergeDialog.module.css';

interface FileChooserProps {
  /** The button, so that the focus can return to it. */
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Choosing files is the next step: nothing else comes first. */
  readonly isMain: boolean;
  /** Files are being dragged over the page. */
  readonly isDragging: boolean;
  readonly onChoose: (files: Iterable<File>) => void;
}

/** A place to choose files, several at once, or to drop them. */
export function FileChooser({ button, isMain, isDragging, onChoose }: FileChooserProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,.zip,.csv,.xlsx,.html,.htm,.txt"
        multiple
        hidden
        aria-label={t('merge.choose')}
        onChange={(event) => {
          onChoose(event.currentTarget.files ?? []);
          // Reset, so that a corrected file with the same name can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <div class={styles.chooser} data-dragging={isDragging}>
        <Button
          ref={button}
          icon={FileUp}
          look={isMain ? 'main' : 'plain'}
          autoFocus
          onClick={() => input.current?.click()}
        >
          {t('merge.choose')}
        </Button>
        {isDragging && <p>{t('merge.dropHere')}</p>}
      </div>
    </>
  );
}
