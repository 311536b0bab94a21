import { describe, expect, it } from 'vitest';
import { changedDraft, type Draft, type DraftChange, parseDraft } from '../../../evidence/storage/draft.ts';
import stored from '../../fixtures/evidence-v1.json';
import { quote, quotes } from '../../support/pieces.ts';

const EARLIER = '2026-03-01T09:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const draft1 = { version: 1, title: 'Typed', updatedAt: EARLIER } as const;
const shape = { crop: { left: 0, top: 0, width: 1, height: 0.5 }, blurs: [] };
const draft2: Draft = {
  version: 1,
  title: 'Typed',
  quotes: [quote('One.')],
  picture: shape,
  updatedAt: EARLIER,
};

describe('parseDraft', () => {
  it.each<[string, unknown]>([
    ['one with a title only', draft1],
    ['a whole one', draft2],
    ['the stored one of version 1', stored['draft:https://school.example/garden']],
    ['one with quotes only', { version: 1, quotes: [quote('One.')], updatedAt: EARLIER }],
    ['one with a picture only', { version: 1, picture: shape, updatedAt: EARLIER }],
    [
      'one with a label only',
      { version: 1, label: { text: 'Wat', at: 1, instead: 'Air' }, updatedAt: EARLIER },
    ],
    ['unknown fields', { ...draft2, note: 'x' }],
  ])('reads %s as stored', (_, draft) => {
    expect(parseDraft(draft)).toEqual(draft);
  });

  it('cleans the title and the quotes', () => {
    const unclean = { ...draft2, title: ' Typed\n\u202E ', quotes: [quote(' One.\u202E'), quote('\u200B')] };
    expect(parseDraft(unclean)).toEqual(draft2);
    expect(parseDraft({ ...draft1, quotes: [] })).toStrictEqual(draft1);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null, which is left of one', null],
    ['text', 'Typed'],
    ['a newer version', { ...draft1, version: 2 }],
    ['a title that is a number', { ...draft1, title: 7 }],
    ['a quote that is text', { ...draft2, quotes: ['One.'] }],
    ['too many quotes', { ...draft2, quotes: quotes(21) }],
    ['a picture without a crop', { ...draft2, picture: { blurs: [] } }],
    ['a label in no place', { ...draft1, label: { text: 'Wat', at: -1 } }],
    ['a time that is none', { ...draft1, updatedAt: 7 }],
  ])('finds no draft in %s', (_, value) => {
    expect(parseDraft(value)).toBeUndefined();
  });
});

describe('changedDraft', () => {
  it.each<[string, Draft | undefined, DraftChange, Partial<Draft>]>([
    ['begins one', undefined, { title: ' Typed\n' }, { title: 'Typed' }],
    ['may begin with an empty title', undefined, { title: '' }, { title: '' }],
    ['changes only the named fields', draft2, { title: 'Other' }, { ...draft2, title: 'Other' }],
    [
      'ignores undefined fields',
      draft2,
      { title: 'Other', quotes: undefined },
      { ...draft2, title: 'Other' },
    ],
    [
      'cleans quotes',
      undefined,
      { quotes: [quote('One.\u202E'), quote('One.')] },
      { quotes: [quote('One.')] },
    ],
    ['cleans a label', undefined, { label: { text: ' Wat\n', at: 0 } }, { label: { text: 'Wat', at: 0 } }],
    ['clears one field', draft2, { title: null, quotes: null }, { picture: shape }],
    ['clears quotes if none is left', draft2, { title: null, quotes: [] }, { picture: shape }],
    ['changes a draft with a title only', draft1, { picture: shape }, { title: 'Typed', picture: shape }],
  ])('%s', (_, draft, change, expected) => {
    expect(changedDraft(draft, change, NOW)).toStrictEqual({ ...expected, version: 1, updatedAt: NOW });
  });

  it.each<[string, Draft | undefined, DraftChange]>([
    ['there was nothing and is nothing', undefined, {}],
    ['a cleared field was not set', undefined, { title: null, picture: null }],
    ['quotes are empty', undefined, { quotes: [quote(' ')] }],
    ['a label is empty', undefined, { label: { text: ' ', at: 0 } }],
    ['all fields are cleared', draft2, { title: null, quotes: null, picture: null }],
    ['only unknown fields are left', { ...draft1, note: 'x' }, { title: null }],
  ])('leaves nothing if %s', (_, draft, change) => {
    expect(changedDraft(draft, change, NOW)).toBeUndefined();
  });

  it.each<[string, Draft, DraftChange]>([
    ['nothing is named', draft2, {}],
    ['it is so already', draft2, { title: ' Typed', quotes: [quote('One.')], picture: { ...shape } }],
    ['it is so already, in version 1', draft1, { title: 'Typed', picture: null }],
  ])('is the draft as it was if %s', (_, draft, change) => {
    expect(changedDraft(draft, change, NOW)).toBe(draft);
  });
});
