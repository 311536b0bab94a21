import type { MissionDomain } from '../mission-domain.ts';
import { checkAddress } from '../page/page-address.ts';
import { type Change, type Page, tag, writeTitle } from '../piece/edits.ts';
import { type EvidenceId, evidenceId, isLive, pageOf, siblingIds } from '../piece/evidence.ts';
import { factsOf } from '../piece/facts.ts';
import type { Quote } from '../piece/quote.ts';
import { Refusal } from '../refusal.ts';
import { changedDraft, type Draft, type DraftChange } from '../storage/draft.ts';
import { signed, taggerOf } from '../storage/own-origin.ts';
import type { Store } from '../storage/store.ts';
import { editPieces } from './edit-pieces.ts';

/** What goes into the pieces, and what stays behind. */
interface TagOptions {
  /** Passages that go into the pieces as well. */
  readonly quotes?: readonly Quote[] | undefined;
  /** Passages that wait in a page's draft go on waiting. */
  readonly leavesQuotes?: boolean | undefined;
  /** Makes an id for this installation, where it has none yet. */
  readonly newOrigin?: () => string;
}

/**
 * Tags pages, all or none. A page's title is what was typed for it before, else what its other pieces
 * have, else what the page itself says; its facts are those of its other pieces. Title and quotes of
 * its draft go into the piece and out of the draft in one call, so that they are never nowhere.
 * @returns the changes that were made
 * @throws Refusal before anything is written; whatever the storage throws
 */
export async function tagPages(
  store: Store,
  pages: readonly Page[],
  domain: MissionDomain,
  now: string,
  { quotes = [], leavesQuotes = false, newOrigin = () => crypto.randomUUID() }: TagOptions = {},
): Promise<readonly Change[]> {
  const byId = new Map<EvidenceId, Page>();
  for (const { url, title } of pages) {
    const address = checkAddress(url);
    if (!address.ok) throw new Refusal('untaggable');
    const id = evidenceId(domain, address.url);
    if (!byId.has(id)) byId.set(id, { url: address.url, title });
  }
  const ids = [...byId.keys()];
  const [settings, stored] = await Promise.all([store.readSettings(), store.readDrafts(ids.map(pageOf))]);
  const tagger = taggerOf(settings, newOrigin);
  const drafts = new Map<string, Draft>();
  // What a newer version keeps for a page is not ours to use up.
  for (const [page, draft] of stored) if (draft && draft !== 'newer') drafts.set(page, draft);

  return editPieces(
    store,
    ids.flatMap(siblingIds),
    (current) =>
      [...byId].map(([id, page]) => {
        const before = current.get(id);
        const draft = drafts.get(pageOf(id));
        const siblings = siblingIds(id).map((one) => current.get(one));
        const sibling = isLive(before) ? undefined : siblings.find(isLive);
        const beginning = {
          quotes: [...((!leavesQuotes && draft?.quotes) || []), ...quotes],
          facts: sibling ? factsOf(sibling) : {},
          taggedBy: tagger.name,
        };
        const tagged = signed(before, tag(before, page, domain, now, beginning), tagger);
        const title = draft?.title ?? sibling?.title;
        return [id, title === undefined ? tagged : writeTitle(tagged, title, now)];
      }),
    (changes) => ({
      ...tagger.batch,
      lastAction: { version: 1, kind: changes.some(isNew) ? 'tagged' : 'quote-added', changes },
      lastDomain: domain,
      drafts: usedUp(drafts, changes, leavesQuotes ? { title: null } : { title: null, quotes: null }, now),
    }),
  );
}

/** @returns what is left of the drafts that went into pieces, by page key */
function usedUp(
  drafts: ReadonlyMap<string, Draft>,
  changes: readonly Change[],
  used: DraftChange,
  now: string,
): ReadonlyMap<string, Draft | null> {
  const left = new Map<string, Draft | null>();
  for (const page of changes.map(({ id }) => pageOf(id))) {
    const draft = drafts.get(page);
    const rest = changedDraft(draft, used, now);
    if (rest !== draft) left.set(page, rest ?? null);
  }
  return left;
}

function isNew({ before }: Change): boolean {
  return !isLive(before ?? undefined);
}
