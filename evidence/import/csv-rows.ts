/** A row of a table that isn't empty. */
export interface SheetRow {
  /** Its number in the spreadsheet, from 1; empty rows count too. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** The most columns that are read: ours, and a pair for each colleague that a piece may have. */
export const MAX_COLUMNS = 500;

/**
 * The longest cell, in UTF-16 code units: twenty quotes fit. A longer cell is cut one unit later, to show
 * that it was.
 */
export const MAX_CELL_LENGTH = 200_000;

/** How many characters are one slice. */
const SLICE_CHARACTERS = 100_000;

/**
 * Reads a text as CSV (RFC 4180, with line ends of any kind; text after a closing quotation mark belongs to
 * the cell). Looks at every character once, whatever the text is.
 * @param separator one character
 * @returns the rows that aren't empty; undefined now and then, so that the caller can give way to the page,
 *   or stop
 */
export function* csvRows(text: string, separator: string): Generator<SheetRow | undefined> {
  const part = separator.charCodeAt(0);
  let at = 0;
  let pausedAt = 0;
  for (let number = 1; at < text.length; number += 1) {
    const cells: string[] = [];
    let isFilled = false;
    for (let isRowDone = false; !isRowDone; ) {
      let cell = '';
      if (text.charCodeAt(at) === QUOTE) {
        let isOpen = true;
        for (at += 1; isOpen; ) {
          const mark = text.indexOf('"', at);
          const end = mark === -1 ? text.length : mark;
          isOpen = text.charCodeAt(end + 1) === QUOTE;
          if (cell.length <= MAX_CELL_LENGTH) cell += text.slice(at, isOpen ? end + 1 : end);
          at = end + (isOpen ? 2 : 1);
          if (at - pausedAt > SLICE_CHARACTERS) {
            pausedAt = at;
            yield undefined;
          }
        }
      }
      let end = at;
      let code = text.charCodeAt(end);
      while (end < text.length && code !== part && code !== LF && code !== CR) {
        end += 1;
        code = text.charCodeAt(end);
      }
      if (cells.length < MAX_COLUMNS) {
        cell += text.slice(at, end);
        cells.push(cell.slice(0, MAX_CELL_LENGTH + 1));
        isFilled ||= cell.trim() !== '';
      }
      isRowDone = code !== part;
      at = end + (code === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
      if (at - pausedAt > SLICE_CHARACTERS) {
        pausedAt = at;
        yield undefined;
      }
    }
    if (isFilled) yield { number, cells };
  }
}

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];
