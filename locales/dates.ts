/** Formats times in a language. */
import type { TFunction } from 'i18next';
import type { Language } from './choose-language.ts';

/**
 * @param timestamp ISO 8601 UTC
 * @param timeZone IANA name; by default the teacher's own
 * @returns the date for people; English as in Europe, the day first
 */
export function dateIn(
  language: Language,
  timestamp: string,
  dateStyle: 'medium' | 'long',
  timeZone?: string,
): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const key = [locale, dateStyle, timeZone].join();
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle, ...zone });
  dateFormats.set(key, format);
  return format.format(new Date(timestamp));
}

/** Cached: creating one takes a hundred times as long as using it, and a long list has thousands of dates. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * @param timestamp ISO 8601 UTC
 * @param timeZone IANA name; by default the teacher's own
 * @returns the date and the time for people: `24 Nov 2026, 14:05`
 */
export function momentIn(language: Language, timestamp: string, timeZone?: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const zone = timeZone === undefined ? {} : { timeZone };
  const style = { dateStyle: 'medium', timeStyle: 'short', ...zone } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(timestamp));
}

/**
 * @param timestamp ISO 8601 UTC
 * @param now the clock
 * @returns how long ago that is, in days of the teacher's calendar: `yesterday`, `3 days ago`
 */
export function agoIn(language: Language, timestamp: string, now: Date): string {
  const days = Math.max(0, calendarDay(now) - calendarDay(new Date(timestamp)));
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (days < 60) return format.format(-days, 'day');
  return days < 730
    ? format.format(-Math.floor(days / 30.44), 'month')
    : format.format(-Math.floor(days / 365.25), 'year');
}

function calendarDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / (24 * 60 * 60 * 1_000);
}

/**
 * @param from the first day, YYYY-MM-DD; either may be missing
 * @param to the last day
 * @returns the period for people: `1 September 2024 – 31 August 2026`; '' if there is none
 */
export function periodIn(
  language: Language,
  from: string | undefined,
  to: string | undefined,
  t: TFunction,
): string {
  const date = (day: string) => dateIn(language, `${day}T00:00:00.000Z`, 'long', 'UTC');
  if (from !== undefined && to !== undefined) return `${date(from)} – ${date(to)}`;
  const ends = [
    from !== undefined && t('find.chip.from', { date: date(from) }),
    to !== undefined && t('find.chip.to', { date: date(to) }),
  ];
  return ends.filter((end) => end !== false).join(' · ');
}
