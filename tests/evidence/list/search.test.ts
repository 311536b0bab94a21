import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcher, prepareSearch } from '../../../evidence/list/search.ts';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import { anyList, piece } from '../../support/pieces.ts';

describe('matcher', () => {
  it.each([
    ['scoala', 'Școala noastră'],
    ['ŞCOALA', 'Școala noastră'],
    ['școală', 'scoala'],
    ['lodz', 'Łódź'],
    ['Łódź', 'lodz'],
    ['TARTU ÕPILASED', 'õpilased Tartus'],
    ['perche', 'Perché'],
    ['smorrebrod', 'Smørrebrød'],
    ['dak', 'Đak'],
    ['  noastra\tscoala ', 'Școala noastră'],
    ['', 'anything'],
    ['   ', 'anything'],
  ])('finds by %j the title %j', (query, title) => {
    expect(matcher(query)(piece({ title, note: '' }))).toBe(true);
  });

  it('searches title, address and note, for each word in any of them', () => {
    const evidence = piece({ title: 'Water', url: 'https://blog.example/2026', note: 'Planned in Iași.' });
    expect(matcher('water iasi blog.example')(evidence)).toBe(true);
  });

  it.each([
    ['water air', 'Water'],
    ['wateriin', 'Water in'],
    ['water', 'Wafer'],
    ['.*', 'anything'],
  ])('does not find by %j the title %j', (query, title) => {
    expect(matcher(query)(piece({ title, note: '', url: 'https://school/' }))).toBe(false);
  });

  it('finds every colleague’s note and name, and nothing of a tag that was taken off', () => {
    const evidence = piece({
      origin: 'ana',
      taggedBy: 'Ana',
      note: 'Planned together.',
      contributions: [
        { origin: 'ion', by: 'Ion', note: 'Măsurat.' },
        { origin: 'eva', by: 'Eva', note: 'Hidden.', isOff: true },
      ],
    });
    for (const query of ['ana planned', 'ion masurat', 'ion ana'])
      expect(matcher(query)(evidence)).toBe(true);
    for (const query of ['eva', 'hidden']) expect(matcher(query)(evidence)).toBe(false);
  });

  it('finds every piece by its own title, note and address', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        for (const one of list) {
          const [first] = contributionsOf(one);
          expect(matcher(`${one.title} ${first?.note} ${first?.by}`)(one)).toBe(true);
          expect(matcher(one.url)(one)).toBe(true);
        }
      }),
    );
  });
});

describe('prepareSearch', () => {
  it('continues from its last step, until all are ready', () => {
    const rest = Array.from({ length: 120 }, (_, number) => piece({ title: `${number}` })).values();
    const once = () => {
      let left = 1;
      return () => left-- > 0;
    };
    expect([1, 2, 3].map(() => prepareSearch(rest, once()))).toEqual([false, false, true]);
  });
});
