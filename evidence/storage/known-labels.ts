import * as v from 'valibot';
import { cleanLabels } from '../piece/facts.ts';
import type { RecordKind } from './record-kind.ts';

/** How many labels are remembered as suggestions. */
const MAX_KNOWN_LABELS = 200;

/** The labels used so far, the most recent first, for suggestions. */
export const LABELS: RecordKind<readonly string[]> = {
  prefix: 'labels',
  parse: parseKnownLabels,
  inSnapshot: true,
  inMirror: true,
};

/** @returns the stored labels, the most recent first; none if they are missing or unreadable */
export function parseKnownLabels(value: unknown): readonly string[] {
  return v.parse(v.fallback(v.array(v.string()), []), value);
}

/**
 * @returns the labels with those in `used` moved to the front, each wording once; the same object if nothing
 *   changes
 */
export function withLabels(known: readonly string[], used: readonly string[]): readonly string[] {
  const now = cleanLabels(used);
  const wordings = new Set(now.map((label) => label.toLowerCase()));
  const rest = known.filter((label) => !wordings.has(label.toLowerCase()));
  const all = [...now, ...rest].slice(0, MAX_KNOWN_LABELS);
  return all.length === known.length && all.every((label, index) => label === known[index]) ? known : all;
}
