import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { useWords } from '../words.tsx';
import { DomainRow } from './DomainRow.tsx';
import { RowDetails } from './later-parts.tsx';
import type { RowDetailsProps } from './RowDetails.tsx';

interface DomainListProps extends Omit<RowDetailsProps, 'domain'> {
  /** The parts of a row that only some pages need are loaded. */
  readonly hasParts: boolean;
}

/** The five domains, each with the page's piece under it. */
export function DomainList(props: DomainListProps) {
  const { page, tagging, focus } = props;
  const { t } = useWords();
  return (
    <ol ref={focus.list} aria-label={t('popup.domains')}>
      {MISSION_DOMAINS.map((domain) => (
        <DomainRow
          key={domain}
          domain={domain}
          isTagged={page.mine.has(domain)}
          count={page.evidence?.counts[domain]}
          canTag={page.url !== undefined}
          onToggle={(byPointer) => void tagging.toggle(domain, byPointer)}
          reading={tagging.readingAt === domain}
          onRead={(open) => tagging.read(open ? domain : undefined)}
        >
          {props.hasParts && <RowDetails {...props} domain={domain} />}
        </DomainRow>
      ))}
    </ol>
  );
}
