/**
 * The room notices/ says on the page what went wrong and what was mended. Every view has one FaultNotice; a dialog has
 * its own faults around it (faults.tsx) and its own notice. RescueNotice says what the comparison with the second copy
 * found.
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
  /** What could not be read: the evidence, unless it is said. */
  readonly say?: 'faults.read-failed' | 'settings.readFailed';
}

/** A failed read: never an empty list, but an error with a way on. */
export function ReadFailure({ onRetry, say = 'faults.read-failed' }: ReadFailureProps) {
  const { t } = useWords();
  const asked = useRef(false);
  // Its button goes when reading works again: the page's heading then takes the focus.
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
