/** A measured figure and its budget. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** The unit of the number, such as `ms`; '' for a ratio. */
  readonly unit: string;
  /** The budget, in the same unit; undefined for a figure without one. */
  readonly most?: number;
}

/** @returns the median; NaN for no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** @returns the figures as a table in Markdown */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, most }) => [
    what,
    said(value, unit),
    most === undefined ? '' : `≤ ${said(most, unit)}`,
    most === undefined ? '' : value <= most ? 'yes' : 'no',
  ]);
  return [['what', 'measured', 'budget', 'met'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function said(value: number, unit: string): string {
  const digits = unit === '' ? 2 : value < 100 ? 1 : 0;
  const number = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === '' ? number : `${number} ${unit}`;
}
