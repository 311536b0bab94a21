/** One figure and what it is to be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** What stands behind the number, such as `ms`; '' for a ratio. */
  readonly unit: string;
  /** The most that it is to be, in the same unit; undefined where it is only told. */
  readonly most?: number;
}

/** @returns the middle one of several values; NaN of none */
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
