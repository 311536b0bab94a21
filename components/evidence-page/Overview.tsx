import { useId, useMemo, useState } from 'preact/hooks';
import { isOutside, type Period } from '../../evidence/application/period.ts';
import { type CoverageColumn, coverageBy, type Grouping, gapsIn } from '../../evidence/list/coverage.ts';
import {
  type DomainCounts,
  domainNumber,
  MISSION_DOMAINS,
  type MissionDomain,
} from '../../evidence/mission-domain.ts';
import { isLive, type Piece } from '../../evidence/piece/piece.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { domainColour } from '../mission/domain-look.ts';
import { useWords } from '../words.tsx';
import styles from './Overview.module.css';

interface OverviewProps {
  readonly pieces: ReadonlyMap<string, Piece>;
  readonly counts: DomainCounts;
  /** The period of the application; missing if there is none. */
  readonly period: Period | undefined;
}

/**
 * Shows where evidence exists and where it is missing, in words and in one picture: a table whose cells are
 * bars, so that people who cannot see the picture read the same. The titles are beside it, in the navigation.
 */
export function Overview({ pieces, counts, period }: OverviewProps) {
  const { t } = useWords();
  const [grouping, setGrouping] = useState<Grouping | 'none'>('none');
  const groupId = useId();
  const columns = useMemo(
    () => (grouping === 'none' ? [] : coverageBy(grouping, pieces.values())),
    [grouping, pieces],
  );
  const outside = useMemo(() => {
    if (!period) return 0;
    return [...pieces.values()].filter((piece) => isLive(piece) && isOutside(piece, period)).length;
  }, [pieces, period]);
  if (![...pieces.values()].some(isLive)) return null;
  return (
    <section class={styles.overview} aria-labelledby={`${groupId}-heading`}>
      <div class={styles.head}>
        <h2 id={`${groupId}-heading`}>{t('overview.heading')}</h2>
        <label for={groupId}>{t('overview.by')}</label>
        <select
          id={groupId}
          value={grouping}
          onChange={({ currentTarget: { value } }) => setGrouping(value as Grouping | 'none')}
        >
          <option value="none">{t('overview.domainsOnly')}</option>
          <option value="colleague">{t('overview.colleague')}</option>
          <option value="school-year">{t('overview.schoolYear')}</option>
        </select>
      </div>
      <Gaps counts={counts} />
      {outside > 0 && <p class={styles.gaps}>{t('application.outsideCount', { count: outside })}</p>}
      <div class={styles.scroll} tabIndex={columns.length > 0 ? 0 : undefined}>
        <CoverageTable counts={counts} columns={columns} />
      </div>
    </section>
  );
}

/** Describes the gaps, or says that there are none. */
function Gaps({ counts }: { counts: DomainCounts }) {
  const { t, language } = useWords();
  const { empty, thin } = gapsIn(counts);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const numbers = (domains: readonly MissionDomain[]) =>
    list.format(domains.map((domain) => String(domainNumber(domain))));
  return (
    <p class={styles.gaps}>
      {empty.length > 0 && t('overview.empty', { count: empty.length, numbers: numbers(empty) })}{' '}
      {thin.length > 0 && t('overview.thin', { count: thin.length, numbers: numbers(thin) })}
      {empty.length + thin.length === 0 && t('overview.covered')}
    </p>
  );
}

interface CoverageTableProps {
  readonly counts: DomainCounts;
  readonly columns: readonly CoverageColumn[];
}

function CoverageTable({ counts, columns }: CoverageTableProps) {
  const { t, mission } = useWords();
  const most = Math.max(1, ...Object.values(counts));
  return (
    <table class={styles.table}>
      <thead class={columns.length === 0 ? styles.hidden : undefined}>
        <tr>
          <th scope="col">{t('overview.domain')}</th>
          <th scope="col">{t('overview.all')}</th>
          {columns.map(({ name }) => (
            <th key={name} scope="col" dir="auto">
              {name || t('overview.nobody')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MISSION_DOMAINS.map((domain) => (
          <tr key={domain} style={domainColour(domain)}>
            <th scope="row">
              <a href={`#${domain}`} title={mission.domains[domain].title.text}>
                <DomainMark domain={domain} filled={counts[domain] > 0} />
                <VisuallyHidden>{mission.domains[domain].title.text}</VisuallyHidden>
              </a>
            </th>
            <Bar count={counts[domain]} share={counts[domain] / most} />
            {columns.map((column) => (
              <Bar key={column.name} count={column.counts[domain]} share={column.counts[domain] / most} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A count with a proportional bar: all bars of the table have the same scale. */
function Bar({ count, share }: { count: number; share: number }) {
  return (
    <td class={styles.cell}>
      <span class={styles.bar} style={{ inlineSize: `${share * 100}%` }} />
      <span class={styles.count}>{count}</span>
    </td>
  );
}
