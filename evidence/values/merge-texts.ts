/**
 * What becomes of a text that two windows change at the same time. A command says what its text was changed from; if
 * something else is stored by then, the writer merges both changes, and each window's field follows what is stored.
 */
/** One stretch of a text that became another: UTF-16 code units from `from` to before `to`. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** @returns the shortest stretch that has to be replaced to make one text of another; never half a character */
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
 * Merges two changes of one text. What either of them added stays, and what either of them took out goes.
 * @param base the text that both started from
 * @param mine what one made of it
 * @param theirs what the other made of it, which comes first where both wrote in one place
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

/** @returns what both wrote where their changes touch */
function joined(base: string, own: Edit, other: Edit): string {
  // The same letters in the same place are as good as certainly the same change, sent again.
  if (other.text.startsWith(own.text) || other.text.endsWith(own.text)) return other.text;
  if (own.to <= other.from && own.from < other.from)
    return own.text + base.slice(own.to, other.from) + other.text;
  return other.text + base.slice(other.to, Math.max(other.to, own.from)) + own.text;
}

/**
 * @param stored what is stored now
 * @param text what a field says
 * @param from what the field may have been changed from, the latest first: where that is no longer what is stored,
 *   another window changed it. Missing: the text goes over whatever is stored
 * @param clean how a text is stored
 * @returns what to store
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
 * @returns where a caret is, in UTF-16 code units, after the text around it became another: before or after the same
 *   letters, and behind what came in where it was
 */
export function caretAfter(caret: number, before: string, after: string): number {
  const { from, to, text } = editBetween(before, after);
  if (caret < from) return caret;
  return caret >= to ? caret + after.length - before.length : from + text.length;
}
