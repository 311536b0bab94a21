import { FileText, Trash } from 'lucide';
import { WHOLE_LIST } from '../../evidence/list/list-view.ts';
import { type DomainCounts, MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { Icon } from '../controls/Icon.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { Official } from '../mission/Official.tsx';
import { ListLink } from '../page-links/ListLink.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import styles from './DomainNav.module.css';

interface DomainNavProps {
  readonly counts: DomainCounts;
  /** Number of pieces in the bin. */
  readonly binned: number;
  readonly onChange: ChangeView;
}

/** The five domains with their counts, as links, with links to the application and the bin. */
export function DomainNav({ counts, binned, onChange }: DomainNavProps) {
  const { t, mission } = useWords();
  return (
    <nav class={styles.nav} aria-label={t('list.domains')}>
      <ol>
        {MISSION_DOMAINS.map((domain) => (
          <li key={domain}>
            <a class={styles.link} href={`#${domain}`}>
              <DomainMark domain={domain} filled={counts[domain] > 0} />
              <span class={styles.title}>
                <Official text={mission.domains[domain].title} />
              </span>
              <span class={styles.count} aria-hidden="true">
                {counts[domain]}
              </span>
              <VisuallyHidden>{t('common.pieces', { count: counts[domain] })}</VisuallyHidden>
            </a>
          </li>
        ))}
      </ol>
      <ListLink to={{ ...WHOLE_LIST, application: true }} onChange={onChange} class={styles.other}>
        <Icon shape={FileText} />
        {t('application.open')}
      </ListLink>
      {binned > 0 && (
        <ListLink to={{ ...WHOLE_LIST, bin: true }} onChange={onChange} class={styles.other}>
          <Icon shape={Trash} />
          {t('bin.open', { total: binned })}
        </ListLink>
      )}
    </nav>
  );
}
