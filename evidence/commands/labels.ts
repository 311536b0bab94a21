import { LABELS, withLabels } from '../storage/known-labels.ts';
import { type Put, put } from '../storage/puts.ts';
import type { Store } from '../storage/store.ts';

/** @returns the writes after which these labels are offered first */
export async function labelPuts(store: Store, used: readonly string[] = []): Promise<readonly Put[]> {
  if (used.length === 0) return [];
  const known = await store.read(LABELS);
  const labels = withLabels(known, used);
  return labels === known ? [] : [put(LABELS, labels)];
}
