import type { ComponentChildren } from 'preact';
import { useWords } from '../words.tsx';
import { Button } from './Button.tsx';
import styles from './ConfirmDialog.module.css';
import { Dialog, DialogActions } from './Dialog.tsx';

interface ConfirmDialogProps {
  readonly heading: string;
  /** The words on the button that confirms. */
  readonly yes: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
  /** More to know, or to choose. */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Asks before something that can't be undone; the button that cancels has the focus. */
export function ConfirmDialog({ heading, yes, onYes, onClose, more, children }: ConfirmDialogProps) {
  const { t } = useWords();
  return (
    <Dialog heading={heading} onClose={onClose}>
      <div class={styles.text}>
        <p>{children}</p>
        {more}
      </div>
      <DialogActions>
        <Button look="plain" autoFocus onClick={onClose}>
          {t('bin.cancel')}
        </Button>
        <Button look="main" onClick={onYes}>
          {yes}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
