import { Compass, GraduationCap, Handshake, type IconNode, Lightbulb, School } from 'lucide';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';

/** Each domain's icon. Colour is never the only sign: number and icon say the same. */
export const DOMAIN_ICONS: Readonly<Record<MissionDomain, IconNode>> = {
  'shared-leadership': Compass,
  collaboration: Handshake,
  'student-agency': GraduationCap,
  'model-school': School,
  'inclusive-innovation': Lightbulb,
};

/** @returns a style that sets `--domain` to the domain's colour for an element and its content. */
export function domainColour(domain: MissionDomain): { '--domain': string } {
  return { '--domain': `var(--domain-${domainNumber(domain)})` };
}
