import type { RecoveryReport } from '../../evidence/storage/recovery-report.ts';
import { Button } from '../controls/Button.tsx';
import { RecoveryLink } from '../page-links/RecoveryLink.tsx';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { Notice } from './Notice.tsx';

interface RecoveryNoticeProps {
  readonly recoveryReport: RecoveryReport | undefined;
  /** The comparison itself failed. */
  readonly unchecked?: boolean;
}

/** The result of the last comparison of the list with the mirror; nothing while all is well. */
export function RecoveryNotice({ recoveryReport, unchecked = false }: RecoveryNoticeProps) {
  const { t } = useWords();
  const { run } = useCommonServices();
  const { restored, undecided, mirrorFails } = recoveryReport ?? {};

  function hear() {
    // The button disappears: the page's heading takes the focus.
    document.querySelector('h1')?.focus();
    void run({ type: 'dismiss-recovery-notice' });
  }

  const isOpen = undecided !== undefined || unchecked;
  if (!restored && !isOpen && !mirrorFails) return null;
  return (
    <div role="status">
      {restored && (
        <Notice
          ways={
            <Button look="plain" onClick={hear}>
              {t('rescue.heard')}
            </Button>
          }
        >
          <p>{restored.list > 0 ? t('rescue.list', { count: restored.list }) : t('rescue.copy')}</p>
        </Notice>
      )}
      {(isOpen || mirrorFails) && (
        <Notice ways={<RecoveryLink />}>
          <p>{t(isOpen ? 'rescue.undecided' : 'rescue.copyFails')}</p>
        </Notice>
      )}
    </div>
  );
}
