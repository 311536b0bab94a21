import { FileUp } from 'lucide';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './MergeDialog.module.css';

interface FileChooserProps {
  /** The button, for what gives the focus back to it. */
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Nothing else is to be done first. */
  readonly isMain: boolean;
  /** Files are being dragged over the page. */
  readonly isDragging: boolean;
  readonly onChoose: (files: Iterable<File>) => void;
}

/** Where files are chosen, several at once, or dropped. */
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
          // The same file, corrected, can be chosen again.
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
