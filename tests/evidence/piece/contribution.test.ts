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

describe('whose words are whose', () => {
  it.each([
    ['of the installation', { origin: 'me', name: 'Ana' }, 'Mine.'],
    ['under the name, on another computer', { origin: 'new', name: 'Ana' }, 'Ana’s.'],
    ['under no name', { origin: 'new', name: 'Ion' }, 'Nobody’s.'],
    ['of who has neither id nor name', {}, 'Nobody’s.'],
  ])('%s', (_, reader, own) => {
    expect(ownWords(shared, reader)?.note).toBe(own);
    const others = ['Ana’s.', 'Mine.', 'Nobody’s.'].filter((note) => note !== own);
    expect(colleaguesNotes(shared, reader).map(({ note }) => note)).toEqual(others);
  });

  it('has none where all are colleagues’', () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana' });
    expect(ownWords(anas, { origin: 'me', name: 'Maria' })).toBeUndefined();
    expect(colleaguesNotes(anas, { origin: 'me' })).toHaveLength(1);
  });

  it('shows no copy of the own words as a colleague’s', () => {
    const twice = piece({
      origin: 'me',
      taggedBy: 'Maria',
      contributions: [{ origin: 'old', by: 'Maria', note: piece().note, taggedAt }],
    });
    expect(colleaguesNotes(twice, { origin: 'old', name: 'Maria' })).toEqual([]);
  });
});
