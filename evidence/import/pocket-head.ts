/** The columns of the tables that Pocket sent when it closed in 2025; there may be more, in any order. */
export type PocketColumn = 'title' | 'url' | 'time_added' | 'tags' | 'status';

/** Columns by which such a table is recognised. */
const TELLING: readonly PocketColumn[] = ['title', 'url', 'time_added'];

/**
 * @param line the first line of a text
 * @returns whether it is the head of a table from Pocket
 */
export function isPocketHead(line: string): boolean {
  const names = pocketColumns(line.split(','));
  return TELLING.every((name) => names.includes(name));
}

/** @returns the names of the columns, as in the head */
export function pocketColumns(head: readonly string[]): string[] {
  return head.map((cell) => cell.replaceAll('"', '').trim().toLowerCase());
}
