/** What was begun on pages that are not tagged: it is kept for a while, and nobody would see it otherwise. */

import { isLive, pageOf } from '../piece/piece.ts';
import type { Draft } from './draft.ts';
import type { EvidenceList } from './evidence-list.ts';

/** A page on which something was typed or chosen and that has no piece in the list. */
export interface Untagged {
  /** Its page key, which is an address as well. */
  readonly page: string;
  readonly draft: Draft;
}

/** @returns the pages on which something was begun that is in no piece, the last one first */
export function untaggedOf({ drafts, pieces }: Pick<EvidenceList, 'drafts' | 'pieces'>): readonly Untagged[] {
  if (drafts.size === 0) return [];
  const tagged = new Set([...pieces].flatMap(([id, piece]) => (isLive(piece) ? [pageOf(id)] : [])));
  return [...drafts]
    .filter(([page, draft]) => !tagged.has(page) && isOfPage(draft))
    .map(([page, draft]) => ({ page, draft }))
    .sort((one, other) => {
      if (one.draft.updatedAt !== other.draft.updatedAt)
        return one.draft.updatedAt < other.draft.updatedAt ? 1 : -1;
      return one.page < other.page ? -1 : 1;
    });
}

/** A label that was being typed waits for the pieces of the page: in the bin, until they are back. */
function isOfPage({ title, quotes, picture }: Draft): boolean {
  return (title ?? quotes ?? picture) !== undefined;
}
