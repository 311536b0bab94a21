/** A label that is still being typed. It is stored in the page's draft until it is finished. */
export interface BegunLabel {
  readonly text: string;
  /** Its index among the labels; at the end if undefined. */
  readonly at?: number | undefined;
  /** The label that it replaces, which stays until this one is finished. */
  readonly instead?: string | undefined;
}

/** @returns the labels as their field shows them, with the unfinished one in its place */
export function withBegun(
  labels: readonly string[],
  begun: BegunLabel | null | undefined,
): readonly string[] {
  if (!begun) return labels;
  const { text, at = labels.length, instead } = begun;
  const index = instead === undefined ? -1 : labels.indexOf(instead);
  return index < 0 ? labels.toSpliced(at, 0, text) : labels.with(index, text);
}
