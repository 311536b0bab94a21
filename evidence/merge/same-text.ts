import { unguarded } from '../files/csv-cell.ts';

/**
 * @returns whether a table says what the list has: the white space around it does not matter, nor does a `?` that
 *   stands for a letter, or half of one, that the code page of the table lacks, nor an apostrophe before a sign, which
 *   may come from a CSV file that was saved as a workbook, or the other way round
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
