import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';
import { timestamp } from '../values/timestamp.ts';

/**
 * Identifies the installation in which something was tagged. It is random and says nothing about a person.
 */
export const originSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ORIGIN_LENGTH));

/** Stored shape of a contribution. */
export const contributionSchema = v.object({
  origin: originSchema,
  by: v.optional(v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH))),
  note: v.optional(v.pipe(v.string(), v.maxLength(MAX_NOTE_LENGTH))),
  taggedAt: v.optional(timestamp),
  at: v.optional(timestamp),
  isOff: v.optional(v.literal(true)),
  from: v.optional(v.picklist(MISSION_DOMAINS)),
  cameAt: v.optional(timestamp),
  isMoved: v.optional(v.literal(true)),
});
