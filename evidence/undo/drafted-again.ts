import { pageKey } from '../page/page-address.ts';
import { missingIn } from '../piece/missing-quotes.ts';
import { isLive, type Piece, type PieceId, pageOf } from '../piece/piece.ts';
import { type Quote, withQuote } from '../piece/quote.ts';
import type { Page } from '../piece/tagging.ts';
import type { DraftChange } from '../storage/draft.ts';
import type { PieceChange } from '../storage/last-action.ts';

/**
 * Computes what returns to the draft of a page when its tag is undone: the text and quotes that were there
 * before the page was tagged, ready for another domain. Pure.
 * @param changes the changes that tagging made
 * @param page the page, with its own title
 * @param current its pieces now, by id
 * @param waiting the quotes in its draft now
 * @returns the change to the page's draft
 */
export function draftedAgain(
  changes: readonly PieceChange[],
  page: Page,
  current: ReadonlyMap<PieceId, Piece>,
  waiting: readonly Quote[],
): DraftChange {
  const key = pageKey(page.url);
  const change = changes.find(({ id }) => pageOf(id) === key);
  const piece = change && current.get(change.id);
  if (!isLive(piece)) return {};
  const live = [...current].filter(([id, one]) => pageOf(id) === key && isLive(one));
  const quotes = missingIn(change?.before ?? undefined, piece.quotes ?? []);
  const isCorrected = live.length === 1 && piece.title !== page.title;
  return {
    ...(isCorrected && { title: piece.title }),
    ...(quotes.length > 0 && { quotes: [...quotes.reduce(withQuote, waiting)] }),
  };
}
