/**
 * Finds drafts of pages that aren't tagged: drafts are kept for a while, and nobody would see these
 * otherwise.
 */

import { isLive, pageOf } from '../piece/piece.ts';
import type { Draft } from './draft.ts';
import type { EvidenceList } from './evidence-list.ts';

/** A page without a piece in the list, for which something was typed or chosen. */
export interface Untagged {
  /** The page key, which is also an address. */
  readonly page: string;
  readonly draft: Draft;
}

/** @returns the untagged pages that have a draft, the most recent first */
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

/**
 * A half-typed label alone doesn't count: it belongs to the page's pieces, which are in the bin, and waits
 * for them to be restored.
 */
function isOfPage({ title, quotes, picture }: Draft): boolean {
  return (title ?? quotes ?? picture) !== undefined;
}
