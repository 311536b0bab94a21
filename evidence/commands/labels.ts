import { LABELS, withLabels } from '../storage/known-labels.ts';
import { type Put, put } from '../storage/record-kind.ts';
import type { Store } from '../storage/store.ts';

/** @returns what to write so that these labels are offered first from now on */
export async function labelPuts(store: Store, used: readonly string[] = []): Promise<readonly Put[]> {
  if (used.length === 0) return [];
  const known = await store.read(LABELS);
  const labels = withLabels(known, used);
  return labels === known ? [] : [put(LABELS, labels)];
}
