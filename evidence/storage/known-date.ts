/**
 * The date that is believed. What ends after some days ends by the clock, and a clock can jump: a battery that
 * is flat, a wrong year typed in. So the last day is remembered, and after a jump nothing ends until the teacher
 * said that the date is right.
 */
import * as v from 'valibot';
import { daySchema } from '../piece/facts.ts';
import type { RecordKind } from './record-kind.ts';

/** After how many days without a look at the clock its date is asked about. */
export const ASK_AFTER_DAYS = 31;

const DAY_MS = 24 * 60 * 60 * 1_000;

const knownDateSchema = v.looseObject({
  version: v.literal(1),
  day: daySchema,
  denied: v.optional(daySchema),
  tidied: v.optional(daySchema),
});

/**
 * The stored record: `day` (YYYY-MM-DD, UTC) is the last that the clock said and nobody had to doubt, `denied` one
 * of which the teacher said that it is wrong, `tidied` the last on which what was past its time ended.
 */
export type KnownDate = v.InferOutput<typeof knownDateSchema>;

/** See {@link KnownDate}. */
export const KNOWN_DATE: RecordKind<KnownDate | undefined> = {
  prefix: 'known-date',
  parse: parseKnownDate,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored record, or undefined where there is none that can be read; never throws. */
export function parseKnownDate(value: unknown): KnownDate | undefined {
  const result = v.safeParse(knownDateSchema, value);
  return result.success ? result.output : undefined;
}

/** @returns the day (UTC) of a moment, YYYY-MM-DD */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/**
 * @returns whether the clock says a day of which it cannot be told whether it is right: it is further ahead of
 *   the last one than a holiday is long
 */
export function isDoubtful(known: KnownDate | undefined, now: Date): boolean {
  return known !== undefined && daysBetween(known.day, dayOf(now)) > ASK_AFTER_DAYS;
}

/** @returns whether the teacher is to be asked about it: not again within a month of a day that was said to be wrong */
export function isToBeAsked(known: KnownDate | undefined, now: Date): boolean {
  if (!isDoubtful(known, now)) return false;
  return known?.denied === undefined || Math.abs(daysBetween(known.denied, dayOf(now))) > ASK_AFTER_DAYS;
}

/**
 * @returns the record when the clock was looked at: itself where it says the same, and where the day is doubtful.
 *   A day or two earlier, in another time zone or with the clock put right, is no new day; a month earlier is
 *   one: what was believed before was wrong
 */
export function afterLook(known: KnownDate | undefined, now: Date): KnownDate {
  const day = dayOf(now);
  if (known === undefined) return { version: 1, day };
  const passed = daysBetween(known.day, day);
  const isNews = passed > 0 || passed < -ASK_AFTER_DAYS;
  return isNews && !isDoubtful(known, now) ? { version: 1, day } : known;
}

/** @returns the record when the teacher said whether the day of the clock is right */
export function afterAnswer(known: KnownDate | undefined, isRight: boolean, now: Date): KnownDate {
  const day = dayOf(now);
  return isRight ? { version: 1, day } : { version: 1, day, ...known, denied: day };
}

/** How far the times of a clock are believed. */
export interface Trust {
  /** ISO 8601 UTC: what is said to be later was written while a clock was wrong, as far as can be told. */
  readonly until: string;
  /** The clock itself is believed at present. */
  readonly isSure: boolean;
}

/** @returns how far times are believed while the clock says `now`; a day more, for the clocks of other places */
export function trustOf(known: KnownDate | undefined, now: Date): Trust {
  const isSure = !known || !isDoubtful(known, now);
  const from = isSure ? now.getTime() : Date.parse(known.day);
  return { until: new Date(from + DAY_MS).toISOString(), isSure };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
