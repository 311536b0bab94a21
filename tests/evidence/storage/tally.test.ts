import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { adjustTallies, tallyAll, tallyNames } from '../../../evidence/storage/tally.ts';
import { anyPiece, piece } from '../../support/pieces.ts';

const OFFLINE = 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
const NOW = '2026-06-01T00:00:00.000Z';
const at = (path: string, fields = {}) => piece({ url: `https://school.example/${path}`, ...fields });

it('the counts of a page have names, and evidence without a web page has none', () => {
  expect(tallyNames('https://www.school.example/a?b=c')).toEqual({
    site: 'site:school.example',
    path: 'path:school.example/a',
  });
  expect(tallyNames(OFFLINE)).toEqual({});
});

it('tallies count live pieces, by site and by path', () => {
  const gone = at('a', { domain: 'student-agency', deletedAt: NOW });
  const list = [
    at('a'),
    at('a?page=2'),
    at('a', { domain: 'model-school' }),
    at('b/'),
    gone,
    piece({ url: OFFLINE }),
  ];
  expect(tallyAll(list)).toEqual(
    new Map([
      ['site:school.example', 4],
      ['path:school.example/a', 3],
      ['path:school.example/b', 1],
    ]),
  );
});

it('changed tallies contain only the counts that are different now', () => {
  const stored = tallyAll([at('a'), at('b')]);
  expect(adjustTallies(stored, [at('a')], [deletePiece(at('a'), NOW)])).toEqual(
    new Map([
      ['site:school.example', 1],
      ['path:school.example/a', 0],
    ]),
  );
  expect(adjustTallies(stored, [at('a')], [at('a', { note: 'Other.' })])).toEqual(new Map());
  expect(adjustTallies(stored, [at('a')], [at('c')])).toEqual(
    new Map([
      ['path:school.example/a', 0],
      ['path:school.example/c', 1],
    ]),
  );
});

it('a tally never counts below zero', () => {
  expect(adjustTallies(new Map(), [at('a')], []).get('path:school.example/a')).toBe(0);
});

it('tallies agree with a new count after some pieces were replaced, for any pieces', () => {
  const pieces = fc.array(anyPiece, { maxLength: 6 });
  fc.assert(
    fc.property(pieces, pieces, pieces, (others, before, after) => {
      const stored = tallyAll([...others, ...before]);
      const adjusted = new Map([...stored, ...adjustTallies(stored, before, after)]);
      const counted = new Map([...adjusted].filter(([, count]) => count > 0));
      expect(counted).toEqual(tallyAll([...others, ...after]));
    }),
  );
});
