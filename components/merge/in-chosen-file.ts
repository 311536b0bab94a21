/** Contents of a chosen file; empty while it is being read, or if it is invalid. */
import { namesOf } from '../../evidence/piece/contribution.ts';
import type { ChosenFile } from './use-chosen-files.ts';

/** @returns the folders of a bookmarks file */
export function foldersOf({ content }: ChosenFile) {
  return content?.ok && content.kind === 'bookmarks' ? content.folders : [];
}

/** @returns the applications in a file */
export function applicationsOf({ content }: ChosenFile) {
  return content?.ok && content.kind === 'list' && content.applications ? [content.applications] : [];
}

/** @returns whether a file is a table made by our export */
export function isTable({ content }: ChosenFile): boolean {
  return content?.ok === true && content.kind === 'list' && content.from === 'table';
}

/** @returns the number of rows of a table that cannot be read; the rest of it can */
export function unreadRowsIn({ content }: ChosenFile): number {
  if (!content?.ok || content.kind !== 'list') return 0;
  return new Set(content.table?.unread.map(({ row }) => row)).size;
}

/** @returns the names on the pieces of a file */
export function namesIn({ content }: ChosenFile): readonly string[] {
  if (!content?.ok || content.kind !== 'list') return [];
  return [...content.pieces.values()].flatMap(namesOf);
}
