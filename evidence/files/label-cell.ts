/**
 * Labels in one cell, parted by semicolons. A label that has a semicolon or a quotation mark of its own stands
 * between quotation marks, as a cell does in CSV (RFC 4180), so that it survives; what somebody types into a
 * spreadsheet needs neither.
 */

/** @returns the cell */
export function joinLabels(labels: readonly string[]): string {
  return labels.map((label) => (/[;"]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label)).join('; ');
}

/** @returns the labels of a cell, without what is empty */
export function splitLabels(cell: string): string[] {
  const parts = cell.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*))(?:;|$)/g);
  return [...parts]
    .map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim())
    .filter(Boolean);
}
