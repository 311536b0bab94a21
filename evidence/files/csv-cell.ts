/**
 * How a text stands in a cell of a CSV file, and how it is taken out again. A spreadsheet takes a cell that
 * begins with `=`, `+`, `-` or `@` (or the full-width form of one) for a formula; an apostrophe before it makes
 * it text. One that opens the file with another separator, or that does not know our quotation marks, sees cells
 * begin within ours, so the sign is guarded there, too (OWASP, CSV Injection).
 */

/** What begins a formula at the beginning of a cell: a sign, after white space too; or a tab or a line end. */
const FORMULA_START = /^'*(?:[\s\uFEFF]*[=+\-@＝＋－＠]|\s*[\t\r\n])/;

/**
 * All that may stand between the end of one cell and a sign at the beginning of the next one. The lookbehind
 * keeps the search linear: a run is looked at once, from its beginning.
 */
const RUN_BEFORE_SIGN = /(?<![\s\uFEFF"',;])[\s\uFEFF"',;]+(?=[=+\-@＝＋－＠])/g;

/** What ends a cell or a row for some spreadsheet. */
const CELL_END = /[,;\t\r\n]/;

/** @returns a text that no spreadsheet takes for a formula; {@link unguarded} gives back exactly what it was */
export function guarded(text: string): string {
  const inside = text.replace(RUN_BEFORE_SIGN, (run) => (CELL_END.test(run) ? `${run}'` : run));
  return FORMULA_START.test(inside) ? `'${inside}` : inside;
}

/** @returns the text of which {@link guarded} made this; another text as it is, but for such an apostrophe */
export function unguarded(cell: string): string {
  const inside = cell.startsWith("'") && FORMULA_START.test(cell.slice(1)) ? cell.slice(1) : cell;
  return inside.replace(RUN_BEFORE_SIGN, (run) =>
    CELL_END.test(run) && run.endsWith("'") ? run.slice(0, -1) : run,
  );
}

/** @returns a cell as it stands in the file (RFC 4180): guarded, and between quotation marks where it needs them */
export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : guarded(value);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
