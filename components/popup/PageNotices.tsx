import { ReadFailure } from '../notices/FaultNotice.tsx';
import { RecoveryNotice } from '../notices/RecoveryNotice.tsx';
import type { TabPage } from '../services.ts';
import { MovedOn } from './MovedOn.tsx';
import { PendingQuotes } from './PendingQuotes.tsx';
import { SelectedTabs } from './SelectedTabs.tsx';
import type { PageControl, PageState } from './use-page-evidence.ts';
import type { PendingQuotes as Pending } from './use-pending-quotes.ts';
import type { Tagging } from './use-tagging.ts';

interface PageNoticesProps {
  readonly page: PageState & PageControl;
  readonly pending: Pending;
  readonly tabs: readonly TabPage[];
  readonly tagging: Tagging;
}

/** Notices about the page, shown before it is tagged. */
export function PageNotices({ page, pending, tabs, tagging }: PageNoticesProps) {
  const recoveryReport = page.status === 'ready' ? page.evidence.recoveryReport : undefined;
  return (
    <>
      {page.movedOn && <MovedOn onFollow={page.retry} />}
      {recoveryReport && <RecoveryNotice recoveryReport={recoveryReport} />}
      {page.status === 'failed' && <ReadFailure onRetry={page.retry} />}
      {page.status === 'ready' && page.url !== undefined && (
        <>
          <PendingQuotes quotes={pending.quotes} onRemove={pending.dismiss} />
          <SelectedTabs tabs={tabs} together={tagging.together} onTogether={tagging.setTogether} />
        </>
      )}
    </>
  );
}
