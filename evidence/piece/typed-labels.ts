import type { BegunLabel } from './begun-label.ts';
import { cleanLabels, MAX_LABELS, sameLabel } from './facts.ts';

/** Separators between two labels, of various scripts. */
const SEPARATOR = /[,;،、，]/u;

/** @returns the labels in a field, which are separated by commas */
export function splitLabels(text: string): string[] {
  return text
    .split(SEPARATOR)
    .map((label) => label.trim())
    .filter(Boolean);
}

/** Contents of a labels field. */
interface TypedLabels {
  readonly labels: readonly string[];
  /** The label that is being typed; null if all are finished. */
  readonly begun: BegunLabel | null;
}

/**
 * Separates finished labels from the one that is being typed.
 * @param stored the labels of the page; one that is being rewritten stays until the new one is finished
 * @param caret the caret's position in the label that is being typed; undefined if none is
 * @example readLabels('Water, Air', ['Water'], 10) // labels: Water; begun: Air
 */
export function readLabels(text: string, stored: readonly string[], caret?: number): TypedLabels {
  const typed = caret === undefined ? undefined : labelAt(text, caret);
  if (typed === undefined || stored.includes(typed.text)) return typedToTheEnd(splitLabels(text));
  const others = typed.others.flatMap(splitLabels);
  if (others.some((label) => sameLabel(label, typed.text))) return typedToTheEnd(splitLabels(text));
  const at = splitLabels(typed.others[0]).length;
  const rewritten = stored[at];
  const instead =
    rewritten === undefined || others.some((label) => sameLabel(label, rewritten)) ? undefined : rewritten;
  const labels = instead === undefined ? others : others.toSpliced(at, 0, instead);
  const where = instead !== undefined ? { instead } : at < others.length ? { at } : {};
  return { labels: cleanLabels(labels).slice(0, MAX_LABELS), begun: { text: typed.text, ...where } };
}

/** Does not lose a label beyond the page's limit: it stays in the field where it was typed. */
function typedToTheEnd(labels: readonly string[]): TypedLabels {
  const clean = cleanLabels(labels);
  const text = clean[MAX_LABELS];
  return {
    labels: clean.slice(0, MAX_LABELS),
    begun: text === undefined ? null : { text },
  };
}

/**
 * @returns the label around a position in the text, with the text before and after it; undefined if there is
 *   none
 */
function labelAt(
  text: string,
  caret: number,
): { text: string; others: readonly [before: string, behind: string] } | undefined {
  const start = text.slice(0, caret).split(SEPARATOR).at(-1)?.length ?? 0;
  const end = text.slice(caret).split(SEPARATOR)[0]?.length ?? 0;
  const [label] = cleanLabels([text.slice(caret - start, caret + end)]);
  if (label === undefined) return undefined;
  return { text: label, others: [text.slice(0, caret - start), text.slice(caret + end)] };
}
