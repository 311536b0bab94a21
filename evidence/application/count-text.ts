/** The length of a text. */
export interface TextLength {
  readonly characters: number;
  readonly words: number;
}

/**
 * @param language BCP 47: where words end depends on the language (UAX #29)
 * @returns the length. Characters are UTF-16 code units, because a form's `maxlength` counts them (HTML
 *   Living Standard, 4.10.5.3.1): a teacher must not see a smaller number than the form will count
 */
export function countText(text: string, language: string): TextLength {
  let words = 0;
  for (const { isWordLike } of segmenterOf(language).segment(text)) if (isWordLike) words += 1;
  return { characters: text.length, words };
}

/** Cached: creating a segmenter takes far longer than using it. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
}
