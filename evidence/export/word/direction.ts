import type { Direction } from './description.ts';

/** Letters of scripts written from right to left (Unicode, DerivedBidiClass R and AL, by script). */
const RTL_LETTER =
  '[\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}]';

const FIRST_LETTER = new RegExp(`(?<rtl>(?=\\p{L})${RTL_LETTER})|\\p{L}`, 'u');

/** From a right-to-left letter to the last one before any other letter. */
const RTL_STRETCH = new RegExp(`${RTL_LETTER}(?:(?:(?!${RTL_LETTER})\\P{L})*${RTL_LETTER})*`, 'gu');

/** @returns the direction of the first letter (Unicode UAX #9, P2); undefined if there is none */
export function directionOfText(text: string): Direction | undefined {
  const found = FIRST_LETTER.exec(text);
  if (!found) return undefined;
  return found.groups?.rtl ? 'rtl' : 'ltr';
}

/** A part of a text that Word shows in one direction. */
interface Stretch {
  readonly text: string;
  readonly direction: Direction;
}

/**
 * Splits text where its direction changes: Word needs it for each run (ECMA-376-1, 17.3.2.30, `rtl`).
 * Characters without a direction, such as spaces and full stops, follow the paragraph.
 * @param paragraph the direction of the paragraph that contains the text
 */
export function stretchesOf(text: string, paragraph: Direction): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(RTL_STRETCH)) {
    stretches.push(...others(text.slice(end, index), paragraph), { text: found, direction: 'rtl' });
    end = index + found.length;
  }
  return joined([...stretches, ...others(text.slice(end), paragraph)]);
}

/**
 * Splits text without right-to-left letters: its letters and figures are left-to-right, its ends follow the
 * paragraph.
 */
function others(text: string, paragraph: Direction): readonly Stretch[] {
  if (paragraph === 'ltr') return [{ text, direction: 'ltr' }];
  const found = [...text.matchAll(/[\p{L}\p{N}]/gu)];
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return [{ text, direction: 'rtl' }];
  const coreEnd = last.index + last[0].length;
  return [
    { text: text.slice(0, first.index), direction: 'rtl' },
    { text: text.slice(first.index, coreEnd), direction: 'ltr' },
    { text: text.slice(coreEnd), direction: 'rtl' },
  ];
}

/** @returns the parts without empty ones; neighbours of the same direction are joined */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches.filter(({ text }) => text !== '')) {
    const last = all.at(-1);
    if (last?.direction !== stretch.direction) all.push(stretch);
    else all[all.length - 1] = { ...last, text: last.text + stretch.text };
  }
  return all;
}
