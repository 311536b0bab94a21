const CELL_END = /[,\r\n]/g;
const LINE_END = /[\r\n]/g;
const LINE_ENDS = /[\r\n]+/y;

/**
 * The rows of a table in commas (RFC 4180), one at a time. It goes through the text once, whatever is in
 * it; a quotation mark that is never closed ends with the text, and empty lines are no rows.
 * @param maxCells what a row has beyond so many cells is passed over, up to the end of its line
 */
export function* csvRows(text: string, maxCells: number): Generator<readonly string[], void> {
  let row: string[] = [];
  let at = ended(LINE_ENDS, text, 0);
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedAt(text, at + 1) : { cell: '', end: at };
    const end = found(CELL_END, text, quoted.end);
    row.push(quoted.cell + text.slice(quoted.end, end));
    const isRowOver = text[end] !== ',' || row.length === maxCells;
    at = isRowOver ? ended(LINE_ENDS, text, found(LINE_END, text, end)) : end + 1;
    if (!isRowOver && at < text.length) continue;
    yield row;
    row = [];
  }
}

/** @returns what is quoted, each doubled mark once, and where it has ended */
function quotedAt(text: string, from: number): { readonly cell: string; readonly end: number } {
  const parts: string[] = [];
  for (let at = from; ; ) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return { cell: parts.join('') + text.slice(at), end: text.length };
    parts.push(text.slice(at, mark));
    if (text[mark + 1] !== '"') return { cell: parts.join(''), end: mark + 1 };
    parts.push('"');
    at = mark + 2;
  }
}

/** @returns where the next of some signs is; the end of the text where there is none */
function found(signs: RegExp, text: string, from: number): number {
  signs.lastIndex = from;
  return signs.exec(text)?.index ?? text.length;
}

/** @returns where signs that begin here have ended */
function ended(signs: RegExp, text: string, from: number): number {
  signs.lastIndex = from;
  return signs.test(text) ? signs.lastIndex : from;
}
