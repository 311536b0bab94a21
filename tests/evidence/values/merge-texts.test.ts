import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfter, mergeTexts, textOver } from '../../../evidence/values/merge-texts.ts';
import { ORIGIN, openEvidence } from '../../support/evidence-store.ts';
import { idOf, piece } from '../../support/pieces.ts';

const same = (text: string) => text;

/** A text with some letters typed into it one after the other, as one hand does. */
const anyTyping = (letters: string) =>
  fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: letters.length })).map(([at, count]) => (text: string) => {
    const before = [...text].slice(0, at).join('');
    return before + letters.slice(0, count) + text.slice(before.length);
  });

describe('two changes of one text', () => {
  it.each([
    ['in two places', 'Water', 'Water!', 'Clean Water', 'Clean Water!'],
    ['in one place', 'Water', 'Water mine', 'Water theirs', 'Water theirs mine'],
    ['one removing text that the other leaves', 'Clean water here', 'water here', 'Clean water', 'water'],
    ['one removing everything', 'Water', '', 'Water!', '!'],
    ['that are the same', 'Water', 'Water!', 'Water!', 'Water!'],
    ['beside a character of two units', '🌍', '🌍🌏', '🌎🌍', '🌎🌍🌏'],
  ])('are both in the text: %s', (_, base, mine, theirs, merged) => {
    expect(mergeTexts(base, mine, theirs)).toBe(merged);
  });

  it('preserve every letter that either of them typed, and all that was there', () => {
    const property = fc.property(
      fc.string({ maxLength: 8, unit: fc.constantFrom('x', 'y', '🌍', 'é') }),
      anyTyping('ABCD'),
      anyTyping('1234'),
      (base, mine, theirs) => {
        const merged = mergeTexts(base, mine(base), theirs(base));
        expect(merged.replace(/[A-D]/g, '')).toBe(theirs(base));
        expect(merged.replace(/[1-4]/g, '')).toBe(mine(base));
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  it('never leave half a character', () => {
    const text = fc.string({ maxLength: 6, unit: fc.constantFrom('🌍', '🌎', 'a', '😀') });
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        expect(mergeTexts(base, mine, theirs).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the stored text', () => {
  it('is the typed text itself if nothing else changed, or if the base is not given', () => {
    expect(textOver('Water', 'Wine', ['Water'], same)).toBe('Wine');
    expect(textOver('Water', 'Wine', ['Wi', 'Water'], same)).toBe('Wine');
    expect(textOver('Water', 'Wine', undefined, same)).toBe('Wine');
  });

  it('is the merged text if another window changed it', () => {
    expect(textOver('Clean water', 'water!', ['water'], same)).toBe('Clean water!');
  });
});

it('a caret moves with the letters around it', () => {
  expect(caretAfter(5, 'Water', 'Clean Water')).toBe(11);
  expect(caretAfter(0, 'Water', 'Water!')).toBe(0);
  expect(caretAfter(2, 'Water', '')).toBe(0);
});

describe('the writer', () => {
  const stored = piece({ note: 'Water', title: 'Water', origin: ORIGIN });
  const id = idOf(stored);

  it('saves the text that two windows type into one note and one title at the same time', async () => {
    const { writer, livePieces, contents } = openEvidence([stored]);
    const type = (note: string, from: string[]) => writer.run({ type: 'write-note', id, note, from });
    // Each window sends two keystrokes before it is notified of the other's.
    for (const sent of [
      type('WaterA', ['Water']),
      type('Water1', ['Water']),
      type('WaterAB', ['WaterA', 'Water']),
      type('Water12', ['Water1', 'Water']),
    ]) {
      expect(await sent).toMatchObject({ ok: true });
    }
    expect(await livePieces()).toMatchObject([
      { contributions: [{ note: expect.stringMatching(/^Water(?=.{4}$)(?=.*A.*B)(?=.*1.*2)/) }] },
    ]);
    await writer.run({ type: 'write-title', id, title: 'Clean Water', from: ['Water'] });
    const late = { type: 'write-title', id, title: 'Water!', from: ['Water'] } as const;
    await writer.run({ ...late, from: [...late.from] });
    expect(await livePieces()).toMatchObject([{ title: 'Clean Water!' }]);
    const before = contents();
    expect(await writer.run({ ...late, from: [...late.from] })).toEqual({ ok: true, count: 0 });
    expect(contents()).toEqual(before);
  });
});
