/**
 * The room notices/ shows on the page what went wrong and what was repaired. Every view has one FaultNotice;
 * a dialog has its own fault boundary (faults.tsx) and its own notice. RecoveryNotice shows the result of
 * comparing the list with the mirror.
 */
import { TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useFaults } from '../faults.tsx';
import { RecoveryLink } from '../page-links/RecoveryLink.tsx';
import { useWords } from '../words.tsx';
import styles from './FaultNotice.module.css';

/** Says what failed, what is safe and what to do next; nothing while all is well. */
export function FaultNotice() {
  const { t } = useWords();
  const { fault, trouble, hasUnsaved, retry } = useFaults();
  const what = fault ? t(`faults.${fault}`) : trouble && t(`common.${trouble}`);
  return (
    <div role="alert">
      {what && (
        <div class={styles.fault}>
          <Icon shape={TriangleAlert} />
          <p>{what}</p>
          {hasUnsaved && (
            <Button look="plain" onClick={() => void retry()}>
              {t('common.retry')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface ReadFailureProps {
  readonly onRetry: () => void;
  /** What could not be read; the evidence by default. */
  readonly say?: 'faults.read-failed' | 'settings.readFailed';
}

/** A failed read: shown as an error with a button to try again, never as an empty list. */
export function ReadFailure({ onRetry, say = 'faults.read-failed' }: ReadFailureProps) {
  const { t } = useWords();
  const asked = useRef(false);
  // Its button disappears once reading works again: the page's heading takes the focus.
  useEffect(
    () => () => {
      if (asked.current) document.querySelector('h1')?.focus();
    },
    [],
  );
  return (
    <div role="alert" class={styles.fault}>
      <Icon shape={TriangleAlert} />
      <p>{t(say)}</p>
      <Button
        look="plain"
        onClick={() => {
          asked.current = true;
          onRetry();
        }}
      >
        {t('common.retry')}
      </Button>
      {say === 'faults.read-failed' && <RecoveryLink />}
    </div>
  );
}
