/**
 * Writes a text into a cell of a CSV file, and reads it back. A spreadsheet takes a cell that begins with
 * `=`, `+`, `-` or `@` (or the full-width form of one) for a formula; an apostrophe before it makes it text.
 * A program that opens the file with another separator, or doesn't know our quotation marks, sees cells begin
 * within ours, so signs inside a cell are guarded too (OWASP, CSV Injection).
 */

/**
 * The start of a formula at the beginning of a cell: a sign, also after white space; or a tab or a line end.
 */
const FORMULA_START = /^'*(?:[\s\uFEFF]*[=+\-@＝＋－＠]|\s*[\t\r\n])/;

/**
 * Everything that may be between the end of one cell and a sign at the beginning of the next. The lookbehind
 * keeps the search linear: a run is looked at once, from its beginning.
 */
const RUN_BEFORE_SIGN = /(?<![\s\uFEFF"',;])[\s\uFEFF"',;]+(?=[=+\-@＝＋－＠])/g;

/** Characters that end a cell or a row in some spreadsheet. */
const CELL_END = /[,;\t\r\n]/;

/** @returns a text that no spreadsheet takes for a formula; {@link unguarded} returns the original */
export function guarded(text: string): string {
  const inside = text.replace(RUN_BEFORE_SIGN, (run) => (CELL_END.test(run) ? `${run}'` : run));
  return FORMULA_START.test(inside) ? `'${inside}` : inside;
}

/**
 * @returns the text that {@link guarded} was given; any other text unchanged, unless it has such an
 *   apostrophe
 */
export function unguarded(cell: string): string {
  const inside = cell.startsWith("'") && FORMULA_START.test(cell.slice(1)) ? cell.slice(1) : cell;
  return inside.replace(RUN_BEFORE_SIGN, (run) =>
    CELL_END.test(run) && run.endsWith("'") ? run.slice(0, -1) : run,
  );
}

/**
 * @returns a cell as it is written to the file (RFC 4180): guarded, and in quotation marks if it needs them
 */
export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : guarded(value);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
