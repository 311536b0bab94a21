/**
 * Merges changes that two windows make to the same text at the same time. A command says what its text was
 * changed from; if something else is stored by then, the writer merges both changes, and each window's field
 * follows the stored text.
 */
/** A replacement in a text: the UTF-16 code units from `from` up to, not including, `to`. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** @returns the shortest replacement that turns one text into the other; never splits a character */
function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (!before.slice(0, start).isWellFormed()) start -= 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (end > 0 && !before.slice(before.length - end).isWellFormed()) end -= 1;
  return { from: start, to: before.length - end, text: after.slice(start, after.length - end) };
}

/**
 * Merges two changes of one text: whatever either added stays, and whatever either removed is gone.
 * @param base the text that both started from
 * @param mine one changed text
 * @param theirs the other changed text, which comes first if both wrote at the same place
 * @returns the merged text
 * @example mergeTexts('Water', 'Water!', 'Clean water') // 'Clean water!'
 */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  if (base === theirs || mine === theirs) return mine;
  if (base === mine) return theirs;
  const own = editBetween(base, mine);
  const other = editBetween(base, theirs);
  if (own.to < other.from) return replace(replace(base, other), own);
  if (other.to < own.from) return replace(replace(base, own), other);
  return replace(base, {
    from: Math.min(own.from, other.from),
    to: Math.max(own.to, other.to),
    text: joined(base, own, other),
  });
}

function replace(text: string, { from, to, text: put }: Edit): string {
  return text.slice(0, from) + put + text.slice(to);
}

/** @returns the text of both, for changes that touch each other */
function joined(base: string, own: Edit, other: Edit): string {
  // The same letters at the same place are almost certainly the same change, sent again.
  if (other.text.startsWith(own.text) || other.text.endsWith(own.text)) return other.text;
  if (own.to <= other.from && own.from < other.from)
    return own.text + base.slice(own.to, other.from) + other.text;
  return other.text + base.slice(other.to, Math.max(other.to, own.from)) + own.text;
}

/**
 * @param stored the text stored now
 * @param text the text of a field
 * @param from texts that the field may have been changed from, the latest first. If the stored text is none
 *   of them, another window changed it. If missing, `text` replaces whatever is stored
 * @param clean cleans a text for storing
 * @returns the text to store
 */
export function textOver(
  stored: string,
  text: string,
  from: readonly string[] | undefined,
  clean: (text: string) => string,
): string {
  const mine = clean(text);
  const known = from?.map((one) => clean(one)) ?? [];
  const [base] = known;
  return base === undefined || known.includes(stored) ? mine : clean(mergeTexts(base, mine, stored));
}

/**
 * @returns the caret's position, in UTF-16 code units, after the text around it changed: before or after the
 *   same letters, and behind text that was inserted at the caret
 */
export function caretAfter(caret: number, before: string, after: string): number {
  const { from, to, text } = editBetween(before, after);
  if (caret < from) return caret;
  return caret >= to ? caret + after.length - before.length : from + text.length;
}
