import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';

/** How many names of a merge are stored; a line shows only a few. */
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
 * The description of the last merge of colleagues' files that views show while it can be undone. `id` is the
 * id of the action, `mergedAt` is ISO 8601 UTC. `names` are the people whose files were merged, if the files
 * say so; `count` is the number of changed pieces. `isPart` says that the merge was interrupted, or isn't
 * finished yet.
 */
export type LastMerge = v.InferOutput<typeof lastMergeSchema>;

/** See {@link LastMerge}; emptied when the merge can't be undone any more. */
export const LAST_MERGE: RecordKind<LastMerge | undefined> = {
  prefix: 'last-merge',
  parse(value) {
    const result = v.safeParse(lastMergeSchema, value);
    return result.success ? result.output : undefined;
  },
  inSnapshot: false,
  inMirror: false,
};
