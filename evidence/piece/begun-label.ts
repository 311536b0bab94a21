/** A label that is being typed. It lies in the page's draft until it is typed to the end. */
export interface BegunLabel {
  readonly text: string;
  /** Where it stands among the labels; behind them where it does not say. */
  readonly at?: number | undefined;
  /** The label that it rewrites; that one stays until this one is typed to the end. */
  readonly instead?: string | undefined;
}

/** @returns the labels as their field shows them, with the one that is being typed in its place */
export function withBegun(
  labels: readonly string[],
  begun: BegunLabel | null | undefined,
): readonly string[] {
  if (!begun) return labels;
  const { text, at = labels.length, instead } = begun;
  const index = instead === undefined ? -1 : labels.indexOf(instead);
  return index < 0 ? labels.toSpliced(at, 0, text) : labels.with(index, text);
}
