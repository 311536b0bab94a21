import { FileText } from 'lucide';
import { useMemo } from 'preact/hooks';
import {
  type Application,
  type ApplicationField,
  fieldOf,
  PARTS,
  textOf,
} from '../../evidence/application/application.ts';
import { countText } from '../../evidence/application/count-text.ts';
import { withAnyNumbers } from '../../evidence/application/references.ts';
import { WHOLE_LIST } from '../../evidence/list/list-view.ts';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import { Icon } from '../controls/Icon.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { Official } from '../mission/Official.tsx';
import { ListLink } from '../page-links/ListLink.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import styles from './ApplicationNav.module.css';

interface ApplicationNavProps {
  readonly application: Application;
  /** The part shown; '' for the beginning. */
  readonly current: MissionDomain | '';
  readonly onChange: ChangeView;
}

/** The parts of the form, with how much of each is written. */
export function ApplicationNav({ application, current, onChange }: ApplicationNavProps) {
  const { t, mission } = useWords();
  const to = (domain: MissionDomain | '') => ({ ...WHOLE_LIST, application: true, domain });
  return (
    <nav aria-label={t('application.parts')}>
      <ol class={styles.parts} data-compact={current !== ''}>
        <li>
          <ListLink to={to('')} onChange={onChange} class={styles.link} current={current === ''}>
            <span class={styles.icon}>
              <Icon shape={FileText} size={18} />
            </span>
            <span class={styles.title}>
              {t('application.startPart')}
              <Written application={application} fields={START} />
            </span>
          </ListLink>
        </li>
        {MISSION_DOMAINS.map((domain) => (
          <li key={domain}>
            <ListLink to={to(domain)} onChange={onChange} class={styles.link} current={current === domain}>
              <DomainMark domain={domain} filled={current === domain} />
              <span class={styles.title}>
                <Official text={mission.domains[domain].title} />
                <Written application={application} fields={FIELDS[domainNumber(domain) - 1] ?? START} />
              </span>
            </ListLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const START: readonly ApplicationField[] = ['eSafety'];

const FIELDS: readonly (readonly ApplicationField[])[] = MISSION_DOMAINS.map((domain) =>
  PARTS.map((part) => fieldOf(domain, part)),
);

interface WrittenProps {
  readonly application: Application;
  readonly fields: readonly ApplicationField[];
}

function Written({ application, fields }: WrittenProps) {
  const { t, language } = useWords();
  const text = fields.map((field) => textOf(application, field)).join('\n');
  const count = useMemo(() => countText(withAnyNumbers(text), language).words, [text, language]);
  return (
    <span class={styles.written}>
      {text.trim() === '' ? t('application.nothing') : t('application.words', { count })}
    </span>
  );
}
