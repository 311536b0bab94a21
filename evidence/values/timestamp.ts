import * as v from 'valibot';

/** A time as `Date.prototype.toISOString` writes it, so that times sort and compare as strings. */
export const timestamp = v.pipe(
  v.string(),
  v.check(isUtcTimestamp, 'not a UTC time like 2026-11-22T10:00:00.000Z'),
);

/** The last time in this format. Nothing could be later, so it is never used as a real time. */
const LAST_TIME = '9999-12-31T23:59:59.999Z';

/**
 * @returns `now`, or the next moment after `past` if `past` is in the future (the clock was corrected since):
 *   a later event must have a later time. Past the last possible time it returns `now`: no file's time that
 *   far off is believed (import/believed-times.ts), so `now` is later than any time that comes in
 */
export function laterThan(past: string, now: string): string {
  if (now > past) return now;
  return past >= LAST_TIME ? now : new Date(Date.parse(past) + 1).toISOString();
}

/** @returns the latest of some times; '' if there are none */
export function latestOf(times: Iterable<string>): string {
  let latest = '';
  for (const time of times) if (time > latest) latest = time;
  return latest;
}

/**
 * Times on any day but 29 February. Most are, and a list has tens of thousands: a `Date` for each is costly.
 */
const PLAIN =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** @returns whether the text is certainly such a time; false means unknown */
export function isPlainTime(text: string): boolean {
  return PLAIN.test(text);
}

function isUtcTimestamp(text: string): boolean {
  if (isPlainTime(text)) return true;
  const time = new Date(text);
  return /^\d{4}-/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString() === text;
}
