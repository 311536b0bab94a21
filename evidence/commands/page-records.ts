/** What a page has beside its pieces: its draft and its picture. Each change is one call. */

import { checkAddress, pageKey } from '../page/page-address.ts';
import type { Picture } from '../picture/picture.ts';
import { Refusal } from '../refusal.ts';
import { changedDraft, type Draft, type DraftChange, draftParts, joinedDraft } from '../storage/draft.ts';
import type { LastAction, PictureChange } from '../storage/last-action.ts';
import type { Batch, Store, UnlessNewer } from '../storage/store.ts';
import { sameValue } from '../values/same-value.ts';

/**
 * Keeps what was typed or chosen about a page.
 * @throws Refusal where the page cannot be tagged or a newer version wrote its draft
 */
export async function writeDraft(
  store: Store,
  address: string,
  change: DraftChange,
  now: string,
): Promise<void> {
  const { page } = pageAt(address);
  const { drafts } = draftAfter(page, unlessNewer(await readDraft(store, page)), change, now);
  if (drafts) await store.write({ drafts });
}

/**
 * Takes away what was typed or chosen for pages, or brings it back where nothing was since; what waits there goes on
 * waiting. All or none.
 * @param drafts by page key; null takes it away
 * @throws Refusal where a newer version wrote one of them
 */
export async function replaceDrafts(
  store: Store,
  drafts: readonly { readonly page: string; readonly draft: Draft | null }[],
): Promise<void> {
  const stored = await store.readDrafts(drafts.map(({ page }) => page));
  const after = new Map<string, Draft | null>();
  for (const { page, draft } of drafts) {
    const before = draftParts(unlessNewer(stored.get(page)) ?? null);
    const kept = draft === null ? null : (before.kept ?? draftParts(draft).kept);
    after.set(page, joinedDraft(kept, before.waiting) ?? null);
  }
  await store.write({ drafts: after });
}

/**
 * Gives a page its picture or takes it away. What was chosen for a new picture has then done its work.
 * @param after the picture; null for none
 * @throws Refusal where the page cannot be tagged or a newer version wrote its picture
 */
export async function setPicture(
  store: Store,
  address: string,
  after: Picture | null,
  now: string,
): Promise<void> {
  const { url, page } = pageAt(address);
  const [stored, draft] = await Promise.all([store.readPicture(page), readDraft(store, page)]);
  const before = unlessNewer(stored) ?? null;
  const pictures = new Map([[page, after]]);
  if (before?.id !== after?.id) {
    const kind = after ? 'picture-kept' : 'picture-removed';
    const lastAction: LastAction = { version: 1, kind, picture: { url, before, after } };
    const drafts = after && draft !== 'newer' ? draftAfter(page, draft, { picture: null }, now) : {};
    await store.write({ pictures, lastAction, ...drafts });
  } else if (!sameValue(before, after)) {
    // The same picture, said to show pupils or not.
    await store.write({ pictures });
  }
}

/**
 * Takes a change of a picture back. Where the page has another picture since, that one stays.
 * @throws Refusal where a newer version wrote the picture
 */
export async function undoPicture(store: Store, { url, before, after }: PictureChange): Promise<void> {
  const { page } = pageAt(url);
  const current = unlessNewer(await store.readPicture(page)) ?? null;
  if (current?.id !== after?.id || sameValue(current, before)) return;
  await store.write({ pictures: new Map([[page, before]]), lastAction: null });
}

/** @returns what to write so that a page's draft is changed; nothing where it says the same */
export function draftAfter(
  page: string,
  before: Draft | undefined,
  change: DraftChange,
  now: string,
): Pick<Batch, 'drafts'> {
  const after = changedDraft(before, change, now);
  return after === before ? {} : { drafts: new Map([[page, after ?? null]]) };
}

async function readDraft(store: Store, page: string): Promise<UnlessNewer<Draft>> {
  return (await store.readDrafts([page])).get(page);
}

function unlessNewer<T>(stored: UnlessNewer<T>): T | undefined {
  if (stored === 'newer') throw new Refusal('newer-data');
  return stored;
}

/**
 * @returns the address to keep and the page key of an address that a view sent
 * @throws Refusal where it cannot be evidence
 */
export function pageAt(address: string): { url: string; page: string } {
  const checked = checkAddress(address);
  if (!checked.ok) throw new Refusal('untaggable');
  return { url: checked.url, page: pageKey(checked.url) };
}
