import * as v from 'valibot';
import { cleanLabels } from '../piece/facts.ts';
import type { RecordKind } from './record-kind.ts';

/** How many labels are remembered, to be offered again. */
const MAX_KNOWN_LABELS = 200;

/** The labels used so far, the last used first, to offer them again. */
export const LABELS: RecordKind<readonly string[]> = {
  prefix: 'labels',
  parse: parseKnownLabels,
  inSnapshot: true,
  inMirror: true,
};

/** @returns the stored labels, the last used first; none where they are missing or cannot be read. */
export function parseKnownLabels(value: unknown): readonly string[] {
  return v.parse(v.fallback(v.array(v.string()), []), value);
}

/**
 * @returns the labels with those that are used now in front, each wording once; the same object where
 *   nothing changes
 */
export function withLabels(known: readonly string[], used: readonly string[]): readonly string[] {
  const now = cleanLabels(used);
  const wordings = new Set(now.map((label) => label.toLowerCase()));
  const rest = known.filter((label) => !wordings.has(label.toLowerCase()));
  const all = [...now, ...rest].slice(0, MAX_KNOWN_LABELS);
  return all.length === known.length && all.every((label, index) => label === known[index]) ? known : all;
}
