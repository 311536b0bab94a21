import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { DialogActions } from '../controls/Dialog.tsx';
import { useWords } from '../words.tsx';
import styles from './MergeDialog.module.css';

/** Asks before choices are lost. */
export function AskToClose({ onStay, onClose }: { onStay: () => void; onClose: () => void }) {
  const { t } = useWords();
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div class={styles.asks} role="alert">
      <p>{t('merge.closeAsk')}</p>
      <DialogActions>
        <Button ref={stay} look="plain" onClick={onStay}>
          {t('merge.closeNo')}
        </Button>
        <Button look="plain" onClick={onClose}>
          {t('merge.closeYes')}
        </Button>
      </DialogActions>
    </div>
  );
}
