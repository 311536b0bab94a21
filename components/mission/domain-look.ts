import { Compass, GraduationCap, Handshake, type IconNode, Lightbulb, School } from 'lucide';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';

/** Each domain's icon. Colour never stands alone: number and icon say the same. */
export const DOMAIN_ICONS: Readonly<Record<MissionDomain, IconNode>> = {
  'shared-leadership': Compass,
  collaboration: Handshake,
  'student-agency': GraduationCap,
  'model-school': School,
  'inclusive-innovation': Lightbulb,
};

/** @returns the style that gives an element and what is in it the domain's colour as `--domain`. */
export function domainColour(domain: MissionDomain): { '--domain': string } {
  return { '--domain': `var(--domain-${domainNumber(domain)})` };
}
