import { cleanText, cleanTitle } from '../clean-text.ts';
import { labelWording, MAX_LABELS } from '../facts.ts';
import { checkAddress } from '../page-address.ts';
import type { Bookmark } from './bookmark-folder.ts';

/**
 * What is read of a link, in the words of all who write such files: Pocket calls the time `time_added`,
 * Scuttle keeps the note in `description`; `data-labels` and `data-untitled` are our own
 * (evidence/export/bookmarks.ts).
 */
export const LINK_ATTRIBUTES = [
  'href',
  'add_date',
  'time_added',
  'tags',
  'description',
  'data-labels',
  'data-untitled',
] as const;

/** A link and what stands beside it, as a file has them. */
export interface Link {
  readonly attributes: ReadonlyMap<string, string>;
  /** The text of the link. */
  readonly title: string;
  /** What follows it. */
  readonly note: string;
}

/** @returns the bookmark that a link is; undefined for one that leads to no web page */
export function bookmarkOf({ attributes, title, note }: Link): Bookmark | undefined {
  const address = checkAddress(attributes.get('href')?.trim());
  if (!address.ok) return undefined;
  const notes = [attributes.get('description') ?? '', note].map((one) => cleanText(one).trim());
  const said = [...new Set(notes.filter(Boolean))].join('\n\n');
  const addedAt = timeOf(attributes);
  return {
    url: address.url,
    title: attributes.has('data-untitled') ? '' : cleanLine(title),
    ...(said && { note: said }),
    tags: tagsOf(attributes),
    ...(addedAt && { addedAt }),
  };
}

/** @returns text on one line, however long it is: nothing may be cut before anybody is told. */
export function cleanLine(text: string): string {
  return cleanTitle(text, Number.POSITIVE_INFINITY);
}

/** @returns whether a link says when it was kept, as no other page does */
export function isDated({ attributes }: Link): boolean {
  return attributes.has('add_date') || attributes.has('time_added');
}

/** See {@link Bookmark.tags}. */
function tagsOf(attributes: ReadonlyMap<string, string>): string[] {
  const labels = attributes.get('data-labels');
  const raw = labels?.split('\n') ?? attributes.get('tags')?.split(',') ?? [];
  const tags = new Map<string, string>();
  for (const one of raw) {
    const tag = cleanLine(one);
    if (tag && !tags.has(labelWording(tag))) tags.set(labelWording(tag), tag);
    if (tags.size > MAX_LABELS) break;
  }
  return [...tags.values()];
}

/** Seconds since 1970; some services write thousandths or millionths of them. */
function timeOf(attributes: ReadonlyMap<string, string>): string | undefined {
  const seconds = attributes.get('add_date') ?? attributes.get('time_added') ?? '';
  if (!/^\d{1,16}$/.test(seconds)) return undefined;
  const number = Number(seconds);
  const time = new Date(number < 1e11 ? number * 1_000 : number < 1e14 ? number : number / 1_000);
  return number > 0 ? time.toISOString() : undefined;
}
