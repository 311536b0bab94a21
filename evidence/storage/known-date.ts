/**
 * The date that can be trusted. Records expire by the clock, and a clock can jump: a flat battery, a wrong
 * year typed in. So the last day is stored, and after a jump nothing expires until the teacher confirms the
 * date.
 */
import * as v from 'valibot';
import { daySchema } from '../piece/facts.ts';
import type { RecordKind } from './record-kind.ts';

/** After this many days without a look at the clock, the teacher is asked to confirm its date. */
export const ASK_AFTER_DAYS = 31;

const DAY_MS = 24 * 60 * 60 * 1_000;

const knownDateSchema = v.looseObject({
  version: v.literal(1),
  day: daySchema,
  denied: v.optional(daySchema),
  tidied: v.optional(daySchema),
});

/**
 * The stored record: `day` (YYYY-MM-DD, UTC) is the last date of the clock that was not doubtful, `denied` a
 * date that the teacher said is wrong, `tidied` the last day on which expired records were erased.
 */
export type KnownDate = v.InferOutput<typeof knownDateSchema>;

/** See {@link KnownDate}. */
export const KNOWN_DATE: RecordKind<KnownDate | undefined> = {
  prefix: 'known-date',
  parse: parseKnownDate,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored record; undefined if there is none that can be read; never throws */
export function parseKnownDate(value: unknown): KnownDate | undefined {
  const result = v.safeParse(knownDateSchema, value);
  return result.success ? result.output : undefined;
}

/** @returns the day (UTC) of a moment, YYYY-MM-DD */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/**
 * @returns whether the clock's date can't be trusted: it is further after the last known one than a holiday
 *   is long
 */
export function isDoubtful(known: KnownDate | undefined, now: Date): boolean {
  return known !== undefined && daysBetween(known.day, dayOf(now)) > ASK_AFTER_DAYS;
}

/** @returns whether to ask the teacher about the date: not again within a month of a date that was denied */
export function isToBeAsked(known: KnownDate | undefined, now: Date): boolean {
  if (!isDoubtful(known, now)) return false;
  return known?.denied === undefined || Math.abs(daysBetween(known.denied, dayOf(now))) > ASK_AFTER_DAYS;
}

/**
 * @returns the record after a look at the clock; the same object if nothing changes, and if the date is
 *   doubtful. A date a day or two earlier doesn't change it: the time zone changed, or the clock was
 *   corrected. A date a month earlier does, because the date trusted before was wrong
 */
export function afterLook(known: KnownDate | undefined, now: Date): KnownDate {
  const day = dayOf(now);
  if (known === undefined) return { version: 1, day };
  const passed = daysBetween(known.day, day);
  const isNews = passed > 0 || passed < -ASK_AFTER_DAYS;
  return isNews && !isDoubtful(known, now) ? { version: 1, day } : known;
}

/** @returns the record after the teacher answered whether the clock's date is right */
export function afterAnswer(known: KnownDate | undefined, isRight: boolean, now: Date): KnownDate {
  const day = dayOf(now);
  return isRight ? { version: 1, day } : { version: 1, day, ...known, denied: day };
}

/** Up to when the times in records can be trusted. */
export interface Trust {
  /** ISO 8601 UTC. A record with a later time was written while a clock was wrong, as far as can be known. */
  readonly until: string;
  /** Whether the clock itself can be trusted at present. */
  readonly isSure: boolean;
}

/**
 * @returns up to when times can be trusted while the clock says `now`; one day later, because of clocks in
 *   other time zones
 */
export function trustOf(known: KnownDate | undefined, now: Date): Trust {
  const isSure = !known || !isDoubtful(known, now);
  const from = isSure ? now.getTime() : Date.parse(known.day);
  return { until: new Date(from + DAY_MS).toISOString(), isSure };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
