/** How long a text is. */
export interface TextLength {
  readonly characters: number;
  readonly words: number;
}

/**
 * @param language BCP 47: where words end is a matter of the language (UAX #29)
 * @returns the length; characters are UTF-16 code units, because so a form's `maxlength` counts them (HTML
 *   Living Standard, 4.10.5.3.1): a teacher must not be told of fewer than the form will find
 */
export function countText(text: string, language: string): TextLength {
  let words = 0;
  for (const { isWordLike } of segmenterOf(language).segment(text)) if (isWordLike) words += 1;
  return { characters: text.length, words };
}

/** Making one takes far longer than using it. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
}
