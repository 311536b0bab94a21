import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../evidence/draft.ts';

const draft = { version: 1, title: 'Typed', updatedAt: '2026-03-01T09:00:00.000Z' };

describe('parseDraft', () => {
  it('keeps a draft as it is, unknown fields included', () => {
    expect(parseDraft({ ...draft, note: 'x' })).toEqual({ ...draft, note: 'x' });
  });

  it('cleans the title', () => {
    expect(parseDraft({ ...draft, title: ' Typed\n\u202E ' })).toEqual(draft);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Typed'],
    ['a newer version', { ...draft, version: 2 }],
    ['no title', { ...draft, title: undefined }],
    ['a time that is none', { ...draft, updatedAt: 7 }],
  ])('takes %s for no draft', (_, value) => {
    expect(parseDraft(value)).toBeUndefined();
  });
});
