/**
 * Labels in one cell, separated by semicolons. A label that contains a semicolon or a quotation mark is put
 * in quotation marks, as a cell in CSV (RFC 4180), so that it survives; labels typed into a spreadsheet need
 * neither.
 */

/** @returns the cell */
export function joinLabels(labels: readonly string[]): string {
  return labels.map((label) => (/[;"]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label)).join('; ');
}

/** @returns the labels of a cell, without empty ones */
export function splitLabels(cell: string): string[] {
  const parts = cell.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*))(?:;|$)/g);
  return [...parts]
    .map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim())
    .filter(Boolean);
}
