import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { timestamp } from '../values/timestamp.ts';
import { originSchema } from './contribution-schema.ts';

/** Stored shape of a removal. */
export const removalSchema = v.object({
  at: timestamp,
  by: v.optional(originSchema),
  to: v.optional(v.picklist(MISSION_DOMAINS)),
  since: v.optional(timestamp),
  isUndone: v.optional(v.literal(true)),
});
