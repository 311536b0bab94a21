import { ListChecks } from 'lucide';
import type { DomainCounts } from '../../evidence/mission-domain.ts';
import { totalOf } from '../../evidence/storage/parse-summary.ts';
import { Icon } from '../controls/Icon.tsx';
import { LanguageSelect } from '../mission/LanguageSelect.tsx';
import { EvidencePageLink } from '../page-links/EvidencePageLink.tsx';
import { SettingsLink } from '../page-links/SettingsLink.tsx';
import { useWords } from '../words.tsx';
import styles from './PopupFooter.module.css';

/** Links to the whole list and the settings, and the choice of language. */
export function PopupFooter({ counts }: { counts: DomainCounts | undefined }) {
  const { t } = useWords();
  return (
    <footer class={styles.footer}>
      <EvidencePageLink class={styles.link}>
        <Icon shape={ListChecks} />
        {counts ? t('popup.list', { total: totalOf(counts) }) : t('popup.listUncounted')}
      </EvidencePageLink>
      <div class={styles.tools}>
        <LanguageSelect />
        <SettingsLink />
      </div>
    </footer>
  );
}
