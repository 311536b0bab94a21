import { titleWithoutSecrets } from '../page/address-secrets.ts';
import { checkAddress } from '../page/page-address.ts';
import { labelWording, MAX_LABELS } from '../piece/facts.ts';
import { cleanText, cleanTitle } from '../values/clean-text.ts';
import type { Bookmark } from './bookmark-folder.ts';

/** A bookmark as it is in a file; everything in it may be hostile. */
export interface WrittenBookmark {
  readonly address: string | undefined;
  readonly title: string;
  readonly notes: readonly string[];
  readonly tags: readonly string[];
  /** When it was added: in seconds, milliseconds or microseconds since 1970. */
  readonly time: string | undefined;
}

/** @returns the bookmark; undefined if it doesn't lead to a web page */
export function cleanBookmark(written: WrittenBookmark): Bookmark | undefined {
  const address = checkAddress(written.address?.trim());
  if (!address.ok) return undefined;
  const notes = new Set(written.notes.map((note) => cleanText(note).trim()).filter(Boolean));
  const note = [...notes].join('\n\n');
  const addedAt = timeOf(written.time);
  return {
    url: address.url,
    title: titleWithoutSecrets(cleanLine(written.title)),
    ...(note && { note }),
    tags: cleanTags(written.tags),
    ...(addedAt && { addedAt }),
  };
}

/** @returns text on one line, at any length: nothing may be cut before the teacher is told */
export function cleanLine(text: string): string {
  return cleanTitle(text, Number.POSITIVE_INFINITY);
}

/** See {@link Bookmark.tags}. */
function cleanTags(written: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const one of written) {
    const tag = cleanLine(one);
    if (tag && !tags.has(labelWording(tag))) tags.set(labelWording(tag), tag);
    if (tags.size > MAX_LABELS) break;
  }
  return [...tags.values()];
}

function timeOf(seconds = ''): string | undefined {
  if (!/^\d{1,16}$/.test(seconds)) return undefined;
  const number = Number(seconds);
  const time = new Date(number < 1e11 ? number * 1_000 : number < 1e14 ? number : number / 1_000);
  return number > 0 ? time.toISOString() : undefined;
}
