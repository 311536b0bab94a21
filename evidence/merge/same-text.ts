import { unguarded } from '../files/csv-cell.ts';

/**
 * @returns whether a table has the same text as the list. Ignored are white space around it; a `?` for a
 *   letter, or half of one, that the code page of the table lacks; and an apostrophe before a sign, which may
 *   be left from a CSV file that was saved as a workbook, or the other way round
 */
export function isSameText(known: string, said: string): boolean {
  const [text, other] = [known.trim(), said.trim()];
  if (text === other || unguarded(known).trim() === other || text === unguarded(said).trim()) return true;
  return other.includes('?') && (isLost(text.split(''), other.split('')) || isLost([...text], [...other]));
}

function isLost(letters: readonly string[], others: readonly string[]): boolean {
  return (
    letters.length === others.length &&
    letters.every((letter, index) => letter === others[index] || (others[index] === '?' && letter > '\u007F'))
  );
}
