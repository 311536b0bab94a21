import * as v from 'valibot';
import type { Change } from './edits.ts';
import { evidenceSchema } from './evidence.ts';

/** A change as it is stored and sent: see {@link Change}. */
export const changeSchema = v.object({
  id: v.string(),
  before: v.nullable(evidenceSchema),
  after: evidenceSchema,
});

const lastActionSchema = v.looseObject({
  version: v.literal(1),
  kind: v.picklist(['tagged', 'taken-off']),
  change: changeSchema,
});

/** What was tagged or taken off last, stored with it, so that Undo survives the popup closing. */
export interface LastAction {
  readonly version: 1;
  readonly kind: 'tagged' | 'taken-off';
  readonly change: Change;
}

/** @returns the stored last action, or undefined where there is none that can be read. */
export function parseLastAction(value: unknown): LastAction | undefined {
  const result = v.safeParse(lastActionSchema, value);
  return result.success ? result.output : undefined;
}
