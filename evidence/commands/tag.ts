import * as v from 'valibot';
import { Refusal } from '../fault.ts';
import { checkAddress } from '../page/page-address.ts';
import { isOwnTag, type Reader } from '../piece/contribution.ts';
import { type Change, writeTitle } from '../piece/edits.ts';
import { factsOf } from '../piece/facts.ts';
import { isLive, type Piece, type PieceId, pageOf, pieceId, siblingIds } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { type Page, tag as tagPage } from '../piece/tagging.ts';
import { changedDraft, type Draft, type DraftChange, draftPuts, readDrafts } from '../storage/draft.ts';
import { LAST_DOMAIN } from '../storage/last-domain.ts';
import { taggerOf } from '../storage/own-origin.ts';
import { put } from '../storage/puts.ts';
import { SETTINGS } from '../storage/settings.ts';
import { command } from './command.ts';
import { domain } from './fields.ts';
import { settled } from './settled.ts';
import { writePieces } from './write-pieces.ts';

/** How many pages one command can tag. */
export const MAX_PAGES_AT_ONCE = 1_000;

const page = v.strictObject({ url: v.string(), title: v.string() });

/**
 * Tags pages, all or none. The title of a piece is the one typed for its page, else the title of the page's
 * other pieces, else the page's own; its facts are those of the page's other pieces. Title and quotes move
 * from the draft to the piece in one write, so that they are never in neither.
 */
export const tag = command({
  type: 'tag',
  fields: {
    domain,
    pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(MAX_PAGES_AT_ONCE)),
    /** Quotes to add to the pieces. */
    quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
    /** Leaves quotes waiting in a page's draft, because the person who tags can't see them now. */
    leavesQuotes: v.optional(v.literal(true)),
  },
  async run({ domain, pages, quotes = [], leavesQuotes = false }, context) {
    const { store, now, newOrigin } = context;
    const byId = pagesById(domain, pages);
    const ids = [...byId.keys()];
    const [settings, stored] = await Promise.all([store.read(SETTINGS), readDrafts(store, ids.map(pageOf))]);
    const tagger = taggerOf(settings, newOrigin);
    const drafts = new Map<string, Draft>();
    // A newer version wrote this draft: don't use it up.
    for (const [key, draft] of stored) if (draft && draft !== 'newer') drafts.set(key, draft);
    const used: DraftChange = leavesQuotes ? { title: null } : { title: null, quotes: null };

    const { made } = await writePieces(context, {
      ids: ids.flatMap(siblingIds),
      change: (current) =>
        [...byId].flatMap(([id, shown]) => {
          const before = current.get(id);
          const draft = drafts.get(pageOf(id));
          const siblings = siblingIds(id).map((one) => current.get(one));
          const sibling = isLive(before) ? undefined : siblings.find(isLive);
          const beginning = {
            quotes: [...((!leavesQuotes && draft?.quotes) || []), ...quotes],
            facts: sibling ? factsOf(sibling) : {},
          };
          const tagged = tagPage(before, shown, domain, now, tagger, beginning);
          const title = draft?.title ?? sibling?.title;
          const titled = title === undefined ? tagged : writeTitle(tagged, title, now);
          return [[id, titled] as const, ...settled(current, id, titled, tagger, now)];
        }),
      action: (changes) => ({
        kind: changes.some(({ before }) => !isTagged(before, tagger)) ? 'tagged' : 'quote-added',
        domain,
        pages: changes.map(({ id }) => pageOf(id)),
      }),
      also: async (changes) => [
        ...tagger.puts,
        put(LAST_DOMAIN, domain),
        ...(await draftPuts(store, usedUp(drafts, changes, used, now))),
      ],
    });
    return made;
  },
});

function pagesById(domain: Parameters<typeof pieceId>[0], pages: readonly Page[]): Map<PieceId, Page> {
  const byId = new Map<PieceId, Page>();
  for (const { url, title } of pages) {
    const address = checkAddress(url);
    if (!address.ok) throw new Refusal('untaggable');
    const id = pieceId(domain, address.url);
    if (!byId.has(id)) byId.set(id, { url: address.url, title });
  }
  return byId;
}

/** @returns what remains of the drafts after tagging, by page key */
function usedUp(
  drafts: ReadonlyMap<string, Draft>,
  changes: readonly Change[],
  used: DraftChange,
  now: string,
): ReadonlyMap<string, Draft | null> {
  const left = new Map<string, Draft | null>();
  for (const key of changes.map(({ id }) => pageOf(id))) {
    const draft = drafts.get(key);
    const rest = changedDraft(draft, used, now);
    if (rest !== draft) left.set(key, rest ?? null);
  }
  return left;
}

function isTagged(piece: Piece | null, reader: Reader): boolean {
  return piece !== null && isLive(piece) && isOwnTag(piece, reader);
}
