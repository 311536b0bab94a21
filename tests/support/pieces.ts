import fc from 'fast-check';
import { cleanText, cleanTitle, MAX_NOTE_LENGTH } from '../../evidence/clean-text.ts';
import { EVIDENCE_VERSION, type Evidence } from '../../evidence/evidence.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { checkAddress } from '../../evidence/page-address.ts';

/** A piece with what a test wants to say about it and defaults for the rest. */
export function piece(fields: Partial<Evidence> = {}): Evidence {
  return {
    version: EVIDENCE_VERSION,
    domain: 'collaboration',
    url: 'https://school.example/projects/water',
    title: 'Water in our towns',
    note: 'Planned together by four teachers.',
    taggedAt: '2026-03-01T09:00:00.000Z',
    updatedAt: '2026-03-01T09:00:00.000Z',
    ...fields,
  };
}

/** Any time between 2020 and 2030 as it is stored. */
export const anyTime = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Any address that can be evidence. */
export const anyUrl = fc
  .webUrl({ withQueryParameters: true, withFragments: true })
  .map((url) => checkAddress(url))
  .filter((address) => address.ok)
  .map((address) => address.url);

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

/** Any live piece. */
export const anyPiece: fc.Arbitrary<Evidence> = fc
  .record({
    domain: fc.constantFrom(...MISSION_DOMAINS),
    url: anyUrl,
    title: anyText.map(cleanTitle),
    note: anyText.map((text) => cleanText(text).slice(0, MAX_NOTE_LENGTH)),
    taggedAt: anyTime,
    updatedAt: anyTime,
  })
  .map((fields) => piece(fields));
