import type { WrittenBookmark } from './clean-bookmark.ts';

/**
 * The attributes that are read from a link, in the names of all programs that write such files: Pocket calls
 * the time `time_added`, Scuttle puts the note in `description`; `data-labels` and `data-untitled` are our
 * own (evidence/export/bookmarks.ts).
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

type Attributes = ReadonlyMap<string, string>;

/**
 * @param title the text of the link
 * @param note the text after it
 */
export function linkedBookmark(attributes: Attributes, title: string, note: string): WrittenBookmark {
  const labels = attributes.get('data-labels');
  return {
    address: attributes.get('href'),
    title: attributes.has('data-untitled') ? '' : title,
    notes: [attributes.get('description') ?? '', note],
    tags: labels?.split('\n') ?? attributes.get('tags')?.split(',') ?? [],
    time: attributes.get('add_date') ?? attributes.get('time_added'),
  };
}

/** @returns whether a link has the time it was added, which links on ordinary pages don't */
export function isDated(attributes: Attributes): boolean {
  return attributes.has('add_date') || attributes.has('time_added');
}
