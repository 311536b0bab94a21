import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepReferences,
  numberingOf,
  printReferences,
  referenceToPiece,
  showReferences,
  withAnyNumbers,
} from '../../../evidence/application/references.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { anyReferringText } from '../../support/applications.ts';
import { anyList, piece } from '../../support/pieces.ts';

const at = (path: string, position: number, domain = piece().domain) =>
  piece({ url: `https://school.example/${path}`, position, domain });
const GARDEN = at('garden', 1);
const CHOIR = at('choir', 2);
const COUNCIL = at('council', 1, 'student-agency');

const before = numberingOf(arrange([GARDEN, CHOIR, COUNCIL]));
const moved = numberingOf(arrange([GARDEN, { ...CHOIR, position: 0 }, COUNCIL]));
const without = numberingOf(arrange([CHOIR]));

it('a reference counts as its displayed text, whatever its number', () => {
  expect(withAnyNumbers('Planned [[0123456789abcdef]] and [[fedcba9876543210]].')).toBe(
    'Planned [1] and [1].',
  );
});

describe('references', () => {
  it('stay with their page when the order changes', () => {
    const stored = keepReferences('We sing [2] and dig [1].', before, 'collaboration', []);
    expect(stored).toMatch(/^We sing \[\[[0-9a-f]{16}\]\] and dig \[\[[0-9a-f]{16}\]\]\.$/);
    expect(showReferences(stored, before, 'collaboration').text).toBe('We sing [2] and dig [1].');
    expect(showReferences(stored, moved, 'collaboration').text).toBe('We sing [1] and dig [2].');
  });

  it('name the domain if it is another, and always in the text that belongs to none', () => {
    const stored = keepReferences('See [3.1] and [2].', before, 'collaboration', []);
    expect(showReferences(stored, before, 'collaboration').text).toBe('See [3.1] and [2].');
    expect(showReferences(stored, before, 'student-agency').text).toBe('See [1] and [2.2].');
    expect(showReferences(stored, before, undefined).text).toBe('See [3.1] and [2.2].');
    expect(keepReferences('[2]', before, undefined, [])).toBe('[2]');
  });

  it('say when their piece is deleted, and work again when it is restored', () => {
    const stored = keepReferences('[1] [2] [1]', before, 'collaboration', []);
    const shown = showReferences(stored, without, 'collaboration');
    expect(shown.text).toBe('[?1] [1] [?1]');
    expect(shown.lost).toHaveLength(1);
    const kept = keepReferences(`${shown.text}!`, without, 'collaboration', shown.lost);
    expect(showReferences(kept, before, 'collaboration').text).toBe('[1] [2] [1]!');
    expect(printReferences(stored, without, 'collaboration')).toBe('[?] [1] [?]');
  });

  it('follow a page to the domain to which it moved', () => {
    const stored = keepReferences('[1]', before, 'collaboration', []);
    const after = numberingOf(arrange([{ ...GARDEN, domain: 'model-school' }, CHOIR]));
    expect(showReferences(stored, after, 'collaboration').text).toBe('[4.1]');
  });

  it('leave numbers alone that no piece has', () => {
    for (const text of ['[9]', '[0]', '[01]', '[1.2.3]', '[?1]', '[ 1 ]', '(1)']) {
      expect(keepReferences(text, before, 'collaboration', [])).toBe(text);
    }
  });

  it('are inserted as they are displayed', () => {
    expect(referenceToPiece(CHOIR, before, 'collaboration')).toBe('[2]');
    expect(referenceToPiece(CHOIR, before, undefined)).toBe('[2.2]');
    expect(referenceToPiece(COUNCIL, without, undefined)).toBeUndefined();
  });

  it('are stored the same whenever the displayed text is saved again, whatever was typed', () => {
    fc.assert(
      fc.property(
        anyReferringText,
        anyList,
        fc.option(fc.constantFrom(...MISSION_DOMAINS), { nil: undefined }),
        (text, list, home) => {
          const numbering = numberingOf(arrange(list));
          const once = showReferences(text, numbering, home);
          const kept = keepReferences(once.text, numbering, home, once.lost);
          const twice = showReferences(kept, numbering, home);
          expect(keepReferences(twice.text, numbering, home, twice.lost)).toBe(kept);
        },
      ),
    );
  });

  it('stay with their page through any order', () => {
    fc.assert(
      fc.property(anyList, anyList, (list, more) => {
        const [before, after] = [numberingOf(arrange(list)), numberingOf(arrange([...more, ...list]))];
        for (const one of list) {
          const reference = referenceToPiece(one, before, one.domain);
          const stored = keepReferences(`${reference}`, before, one.domain, []);
          const { text } = showReferences(stored, after, one.domain);
          expect(text).toBe(referenceToPiece(one, after, one.domain));
        }
      }),
    );
  });
});
