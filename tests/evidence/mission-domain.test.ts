import { expect, it } from 'vitest';
import { domainNumber, forEachDomain, MISSION_DOMAINS } from '../../evidence/mission-domain.ts';

it('the domains have the ids that are stored and exported, in Mission order, numbered from 1', () => {
  expect(MISSION_DOMAINS.map((domain) => [domainNumber(domain), domain])).toEqual([
    [1, 'shared-leadership'],
    [2, 'collaboration'],
    [3, 'student-agency'],
    [4, 'model-school'],
    [5, 'inclusive-innovation'],
  ]);
});

it('a value is made for each domain, in Mission order', () => {
  const lengths = forEachDomain((domain) => domain.length);
  expect(Object.entries(lengths)).toEqual(MISSION_DOMAINS.map((domain) => [domain, domain.length]));
});
