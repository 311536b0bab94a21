/** What is in a chosen file; nothing while it is being read, and where it is not right. */
import { namesOf } from '../../evidence/piece/contribution.ts';
import type { ChosenFile } from './use-chosen-files.ts';

/** @returns the folders of a file of bookmarks */
export function foldersOf({ content }: ChosenFile) {
  return content?.ok && content.kind === 'bookmarks' ? content.folders : [];
}

/** @returns the applications that a file brings */
export function applicationsOf({ content }: ChosenFile) {
  return content?.ok && content.kind === 'list' && content.applications ? [content.applications] : [];
}

/** @returns whether a file is a table of ours */
export function isTable({ content }: ChosenFile): boolean {
  return content?.ok === true && content.kind === 'list' && content.from === 'table';
}

/** @returns how many rows of a table cannot be read; the rest of it can */
export function unreadRowsIn({ content }: ChosenFile): number {
  if (!content?.ok || content.kind !== 'list') return 0;
  return new Set(content.table?.unread.map(({ row }) => row)).size;
}

/** @returns the names on the pieces of a file */
export function namesIn({ content }: ChosenFile): readonly string[] {
  if (!content?.ok || content.kind !== 'list') return [];
  return [...content.pieces.values()].flatMap(namesOf);
}
