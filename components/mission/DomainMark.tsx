import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './DomainMark.module.css';
import { DOMAIN_ICONS, domainColour } from './domain-look.ts';

interface DomainMarkProps {
  readonly domain: MissionDomain;
  /** Filled if this page or piece is in the domain. */
  readonly filled?: boolean;
}

/** A domain's number, icon and colour. */
export function DomainMark({ domain, filled = false }: DomainMarkProps) {
  return (
    <span class={styles.mark} data-filled={filled} style={domainColour(domain)}>
      <span class={styles.number}>{domainNumber(domain)}</span>
      <Icon shape={DOMAIN_ICONS[domain]} />
    </span>
  );
}
