import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';

/** The most names that are remembered of a merge; a line shows a few. */
export const MAX_MERGED_NAMES = 200;

const lastMergeSchema = v.looseObject({
  version: v.literal(1),
  id: v.string(),
  mergedAt: timestamp,
  names: v.pipe(v.array(v.string()), v.maxLength(MAX_MERGED_NAMES)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  isPart: v.boolean(),
});

/**
 * What a view says of the last merge of colleagues' files while it can be undone. `id` is that of the action,
 * `mergedAt` is ISO 8601 UTC, `names` whose files they were, as far as they said, `count` how many pieces it
 * changed; `isPart` says that it did not come to its end, or not yet.
 */
export type LastMerge = v.InferOutput<typeof lastMergeSchema>;

/** See {@link LastMerge}; emptied when it can't be undone any more. */
export const LAST_MERGE: RecordKind<LastMerge | undefined> = {
  prefix: 'last-merge',
  parse(value) {
    const result = v.safeParse(lastMergeSchema, value);
    return result.success ? result.output : undefined;
  },
  inSnapshot: false,
  inMirror: false,
};
