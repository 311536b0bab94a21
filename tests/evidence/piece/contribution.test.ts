import { describe, expect, it } from 'vitest';
import { colleaguesNotes, ownWords } from '../../../evidence/piece/contribution.ts';
import { piece } from '../../support/pieces.ts';

const taggedAt = '2026-05-01T00:00:00.000Z';
const shared = piece({
  origin: 'ana',
  taggedBy: 'Ana',
  note: 'Ana’s.',
  contributions: [
    { origin: 'me', by: 'Maria', note: 'Mine.', taggedAt },
    { origin: 'nobody', by: '', note: 'Nobody’s.', taggedAt },
  ],
});

describe('own words are those', () => {
  it.each([
    ['of the installation', { origin: 'me', name: 'Ana' }, 'Mine.'],
    ['under the same name, on another computer', { origin: 'new', name: 'Ana' }, 'Ana’s.'],
    ['under no name', { origin: 'new', name: 'Ion' }, 'Nobody’s.'],
    ['of nobody, for a reader with neither id nor name', {}, 'Nobody’s.'],
  ])('%s', (_, reader, own) => {
    expect(ownWords(shared, reader)?.note).toBe(own);
    const others = ['Ana’s.', 'Mine.', 'Nobody’s.'].filter((note) => note !== own);
    expect(colleaguesNotes(shared, reader).map(({ note }) => note)).toEqual(others);
  });

  it('of nobody, if all are colleagues’', () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana' });
    expect(ownWords(anas, { origin: 'me', name: 'Maria' })).toBeUndefined();
    expect(colleaguesNotes(anas, { origin: 'me' })).toHaveLength(1);
  });

  it('of the teacher alone: no version of them is shown as a colleague’s', () => {
    const twice = piece({
      origin: 'me',
      taggedBy: 'Maria',
      contributions: [{ origin: 'old', by: 'Maria', note: piece().note, taggedAt }],
    });
    expect(colleaguesNotes(twice, { origin: 'old', name: 'Maria' })).toEqual([]);
  });
});
