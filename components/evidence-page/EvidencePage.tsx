/**
 * The room evidence-page/ shows the whole list: overview, filters, the sections of the five domains, the bin.
 * The page requests the list before its words are loaded (evidence/storage/reading-early.ts) and shows its
 * header meanwhile. It renders a list of more than 200 pieces only where it is visible; a shorter one is
 * rendered whole, for the browser's own search. Rarely used parts (import, export, the application, the
 * editor of a piece) load on demand.
 */
import { useEffect } from 'preact/hooks';
import { KEPT_AFTER_DELETION_DAYS } from '../../evidence/list/bin.ts';
import { BackupReminder } from '../backup/BackupReminder.tsx';
import { LastBackupLine } from '../backup/LastBackupLine.tsx';
import { useCheckAfterFailure } from '../controls/use-check-after-failure.ts';
import { useLoaded } from '../controls/use-loaded.ts';
import { useReady } from '../controls/use-ready.ts';
import { WithFaults } from '../faults.tsx';
import { LastMergeLine } from '../merge/LastMergeLine.tsx';
import { FaultNotice, ReadFailure } from '../notices/FaultNotice.tsx';
import { RecoveryNotice } from '../notices/RecoveryNotice.tsx';
import { BackLink } from '../page-links/BackLink.tsx';
import { useViewInAddress } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import { Bin } from './Bin.tsx';
import { DateNotice } from './DateNotice.tsx';
import styles from './EvidencePage.module.css';
import { ListHeader } from './ListHeader.tsx';
import { Sections } from './Sections.tsx';
import { useEvidenceList } from './use-evidence-list.ts';

/** All evidence by mission domain, on a full page. */
export function EvidencePage() {
  return (
    <WithFaults>
      <EvidencePageContent />
    </WithFaults>
  );
}

const loadApplicationView = () =>
  import('../application/ApplicationView.tsx').then((part) => part.ApplicationView);

function EvidencePageContent() {
  const { t } = useWords();
  const { retry, unchecked, ...state } = useEvidenceList();
  const [view, changeView] = useViewInAddress();
  useCheckAfterFailure(state.status === 'failed', retry);
  const ApplicationView = useLoaded(loadApplicationView, view.application);

  useReady(state.status !== 'loading');
  useEffect(() => {
    document.title = `${t('manifest.name')} – ${t('list.heading')}`;
  }, [t]);

  const isReading = state.status === 'loading';
  return (
    <>
      <ListHeader
        list={state.status === 'ready' ? state.list : undefined}
        isReading={isReading}
        query={view.query}
        onSearch={(query) => changeView({ query }, 'typing')}
      />
      {isReading && (
        <main class={styles.reading}>
          <p>{t('list.reading')}</p>
        </main>
      )}
      {state.status === 'failed' && (
        <div class={styles.failure}>
          <ReadFailure onRetry={retry} />
        </div>
      )}
      {state.status === 'ready' && (
        <div class={styles.recovery}>
          <RecoveryNotice recoveryReport={state.list.recoveryReport} unchecked={unchecked} />
        </div>
      )}
      <div class={styles.reminder}>
        {/* Outside the list: the answer it shows must survive a new reading of the list. */}
        <DateNotice known={state.status === 'ready' ? state.list.knownDate : undefined} />
        {state.status === 'ready' && <BackupReminder list={state.list} />}
        {state.status === 'ready' && <LastMergeLine last={state.list.lastMerge} />}
      </div>
      {state.status === 'ready' && view.application && ApplicationView && (
        <div class={styles.columns} data-copy={view.copy !== ''}>
          <ApplicationView
            list={state.list}
            view={view}
            onChange={changeView}
            daysKept={KEPT_AFTER_DELETION_DAYS}
          />
        </div>
      )}
      {state.status === 'ready' && !view.bin && !view.application && (
        <div class={styles.columns}>
          <Sections list={state.list} view={view} onChange={changeView} />
        </div>
      )}
      {state.status === 'ready' && view.bin && (
        <div class={styles.columns}>
          <BackLink onChange={changeView} />
          <Bin list={state.list} view={view} />
        </div>
      )}
      <div class={styles.fault}>
        <FaultNotice />
      </div>
      {!isReading && (
        <footer class={styles.footer}>
          {state.status === 'ready' && <LastBackupLine last={state.list.lastBackup} />}
          <p>{t('common.notOfficial')}</p>
        </footer>
      )}
    </>
  );
}
