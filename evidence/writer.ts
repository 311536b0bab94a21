import type { Command, Outcome } from './command.ts';
import { changedDraft, type DraftChange } from './draft.ts';
import { editPiece, editPieces, Refusal } from './edit-pieces.ts';
import {
  addQuote,
  type Change,
  move,
  type Page,
  removeQuote,
  saysAllOf,
  tag,
  takeBackAll,
  takeOff,
  writeFacts,
  writeNote,
  writeTitle,
} from './edits.ts';
import {
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceId,
  evidenceId,
  isLive,
  siblingIds,
} from './evidence.ts';
import { changedFacts, factsOf } from './facts.ts';
import { withLabels } from './known-labels.ts';
import type { LastAction, PictureChange } from './last-action.ts';
import type { MissionDomain } from './mission-domain.ts';
import { checkAddress, offlineAddress, pageKey } from './page-address.ts';
import type { Picture } from './picture.ts';
import { type Quote, sameQuote } from './quote.ts';
import { changedSettings, SETTINGS_VERSION, type SettingsChange } from './settings.ts';
import type { Batch, Store } from './store.ts';
import { rebuildCounts, tidyUp } from './tidy-up.ts';

/** The one that writes. */
export interface Writer {
  /**
   * Carries out a command after all that were handed over before it.
   * @returns what it changed, or why it changed nothing; never rejects
   */
  run(command: Command): Promise<Outcome>;
  /** Makes the counts agree with the records and erases what is past its time. Never rejects. */
  tidyUp(): Promise<Outcome>;
}

/**
 * @param store where evidence is kept
 * @param now the clock
 * @returns the writer; there must be one only, in the background: it is what makes read, change and
 *   write one step that no other context can come between
 */
export function createWriter(store: Store, now: () => Date = () => new Date()): Writer {
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<readonly Change[]>): Promise<Outcome> {
    const outcome = queue.then(work).then(
      (changes): Outcome => ({ ok: true, changes }),
      (error: unknown): Outcome => {
        if (error instanceof Refusal) return { ok: false, fault: error.fault };
        console.error('The storage failed:', error);
        return { ok: false, fault: 'storage-failed' };
      },
    );
    queue = outcome;
    return outcome;
  }

  return {
    run: (command) => inTurn(() => carryOut(store, command, now().toISOString())),
    tidyUp: () =>
      inTurn(async () => {
        await tidyUp(store, now());
        return [];
      }),
  };
}

async function carryOut(store: Store, command: Command, now: string): Promise<readonly Change[]> {
  switch (command.type) {
    case 'tag':
      return tagPages(store, [command.page], command.domain, now, command.quotes);
    case 'tag-pages':
      return tagPages(store, command.pages, command.domain, now);
    case 'add': {
      const page = { url: offlineAddress(command.uuid.toLowerCase()), title: command.title };
      const id = evidenceId(command.domain, page.url);
      const facts = changedFacts({}, command.facts);
      const { name: taggedBy = '' } = await store.readSettings();
      const labels = await labelsWith(store, facts.labels);
      return editPieces(
        store,
        [id],
        (current) => [
          [id, tag(current.get(id), page, command.domain, now, { note: command.note, facts, taggedBy })],
        ],
        () => labels,
      );
    }
    case 'take-off':
      return editPiece(store, command.id, (current) => takeOff(current, now), lastly('taken-off'));
    case 'write-note':
      return editPiece(store, command.id, (current) => writeNote(current, command.note, now));
    case 'write-title':
      return editPage(store, command.id, (piece) => writeTitle(piece, command.title, now));
    case 'add-quotes':
      return addQuotes(store, command.id, command.quotes, now);
    case 'remove-quote':
      return editPiece(
        store,
        command.id,
        (current) => removeQuote(current, command.quote, now),
        lastly('quote-removed'),
      );
    case 'write-facts':
      return editPage(store, command.id, (piece) => writeFacts(piece, command.change, now));
    case 'remember-labels':
      await store.write(await labelsWith(store, command.labels));
      return [];
    case 'move': {
      const { id, to } = command;
      const target = siblingIds(id).find((sibling) => sibling.startsWith(`${to}:`)) as EvidenceId;
      if (target === id) return [];
      return editPieces(store, [id, target], (current, demand) => {
        const piece = demand(id);
        // Moved already: an answer that was not heard, and the command repeated.
        if (!isLive(piece)) return [];
        const { left, arrived } = move(piece, current.get(target), to, now);
        return [
          [id, left],
          [target, arrived],
        ];
      });
    }
    case 'import':
      return importPieces(store, command.pieces, command.differing, now);
    case 'undo':
      return editPieces(
        store,
        command.changes.map(({ id }) => id),
        (current) => takeBackAll(current, command.changes, now),
        () => ({ lastAction: null }),
      );
    case 'write-draft':
      await writeDraft(store, command.url, command.change, now);
      return [];
    case 'set-picture':
      await setPicture(store, command.url, command.picture, now);
      return [];
    case 'undo-picture':
      await undoPicture(store, command.picture);
      return [];
    case 'rebuild-summary':
      await rebuildCounts(store);
      return [];
    case 'save-settings':
      await saveSettings(store, command.change);
      return [];
  }
}

/**
 * Tags pages, all or none. A page's title is what was typed for it before, else what its other pieces
 * have, else what the page itself says; its facts are those of its other pieces. The draft has then
 * done its work: what is left of it goes in the same call.
 */
async function tagPages(
  store: Store,
  pages: readonly Page[],
  domain: MissionDomain,
  now: string,
  quotes: readonly Quote[] = [],
): Promise<readonly Change[]> {
  const byId = new Map<EvidenceId, Page>();
  for (const { url, title } of pages) {
    const address = checkAddress(url);
    if (!address.ok) throw new Refusal('untaggable');
    const id = evidenceId(domain, address.url);
    if (!byId.has(id)) byId.set(id, { url: address.url, title });
  }
  const [settings, ...drafts] = await Promise.all([
    store.readSettings(),
    ...[...byId.values()].map(({ url }) => store.readDraft(url)),
  ]);
  const draftOf = new Map([...byId.keys()].map((id, index) => [id, drafts[index]]));
  const changes = await editPieces(
    store,
    [...byId.keys()].flatMap(siblingIds),
    (current) =>
      [...byId].map(([id, page]) => {
        const before = current.get(id);
        const sibling = siblingIds(id)
          .map((one) => current.get(one))
          .find(isLive);
        const draft = draftOf.get(id);
        const title = draft?.title ?? sibling?.title;
        const tagged = tag(before, page, domain, now, {
          quotes: [...(draft?.quotes ?? []), ...quotes],
          facts: sibling ? factsOf(sibling) : {},
          taggedBy: settings.name ?? '',
        });
        return [id, title !== undefined && tagged !== before ? writeTitle(tagged, title, now) : tagged];
      }),
    (changes) => ({ ...lastly('tagged')(changes), lastDomain: domain }),
  );
  const used = changes.filter(({ id }) => draftOf.get(id)).map(({ after }) => after.url);
  for (const url of used) {
    // The page is tagged: a draft that cannot be erased now is only left over.
    await writeDraft(store, url, { title: null, quotes: null }, now).catch((error) =>
      console.warn('A draft is left over:', error),
    );
  }
  return changes;
}

/** Keeps passages with a piece; they wait for a domain no longer. */
async function addQuotes(
  store: Store,
  id: EvidenceId,
  quotes: readonly Quote[],
  now: string,
): Promise<readonly Change[]> {
  const add = (current: Evidence) => quotes.reduce((piece, quote) => addQuote(piece, quote, now), current);
  const changes = await editPiece(store, id, add, lastly('quote-added'));
  const url = changes[0]?.after.url;
  const waiting = url === undefined ? undefined : (await store.readDraft(url))?.quotes;
  if (url !== undefined && waiting) {
    const left = waiting.filter((one) => !quotes.some((quote) => sameQuote(one, quote)));
    await writeDraft(store, url, { quotes: left.length > 0 ? left : null }, now);
  }
  return changes;
}

/** Changes a page's piece in every domain. */
function editPage(
  store: Store,
  id: EvidenceId,
  change: (piece: Evidence) => Evidence,
): Promise<readonly Change[]> {
  return editPieces(store, siblingIds(id), (current, demand) => {
    if (!isLive(demand(id))) throw new Refusal('not-found');
    return [...current].map(([sibling, piece]) => [sibling, change(piece)]);
  });
}

/** What to remember of a command's changes, so that its Undo survives the view that asked for it. */
function lastly(kind: Exclude<LastAction['kind'], `picture-${string}`>) {
  return (changes: readonly Change[]): Pick<Batch, 'lastAction'> => ({
    lastAction: { version: 2, kind, changes },
  });
}

/** @returns what to write so that these labels are offered first from now on. */
async function labelsWith(store: Store, used: readonly string[] = []): Promise<Batch> {
  if (used.length === 0) return {};
  const known = await store.readLabels();
  const labels = withLabels(known, used);
  return labels === known ? {} : { labels };
}

async function writeDraft(store: Store, address: string, change: DraftChange, now: string): Promise<void> {
  const { url, page } = pageAt(address);
  const before = await store.readDraft(url);
  const draft = changedDraft(before, change, now);
  if (draft) await store.write({ draft: { url, draft } });
  else if (before) await store.eraseDrafts([page]);
}

async function setPicture(store: Store, address: string, after: Picture | null, now: string): Promise<void> {
  const { url } = pageAt(address);
  const before = (await store.readPicture(url)) ?? null;
  if (before?.id !== after?.id) {
    const kind = after ? 'picture-kept' : 'picture-removed';
    const lastAction: LastAction = { version: 2, kind, picture: { url, before, after } };
    await store.write({ picture: { url, picture: after }, lastAction });
  } else if (after) {
    // The same picture, said to show pupils or not.
    await store.write({ picture: { url, picture: after } });
  }
  // Crop and blurred areas have done their work.
  if (after) await writeDraft(store, url, { picture: null }, now);
}

async function undoPicture(store: Store, { url: address, before, after }: PictureChange): Promise<void> {
  const { url } = pageAt(address);
  const current = await store.readPicture(url);
  if (current?.id === after?.id) await store.write({ picture: { url, picture: before }, lastAction: null });
}

function pageAt(address: string): { url: string; page: string } {
  const checked = checkAddress(address);
  if (!checked.ok) throw new Refusal('untaggable');
  return { url: checked.url, page: pageKey(checked.url) };
}

async function importPieces(
  store: Store,
  pieces: readonly Evidence[],
  differing: 'keep' | 'replace',
  now: string,
): Promise<readonly Change[]> {
  if (pieces.some((piece) => piece.version > EVIDENCE_VERSION)) throw new Refusal('newer-data');
  const byId = new Map(pieces.map((piece) => [evidenceId(piece.domain, piece.url), piece]));
  return editPieces(store, [...byId.keys()], (current) =>
    [...byId].map(([id, piece]) => {
      const mine = current.get(id);
      if (!isLive(mine)) return [id, piece] as const;
      const replaces = differing === 'replace' && !saysAllOf(mine, piece);
      return [id, replaces ? { ...mine, ...piece, updatedAt: now } : mine] as const;
    }),
  );
}

async function saveSettings(store: Store, change: SettingsChange): Promise<void> {
  const settings = await store.readSettings();
  if (settings.version > SETTINGS_VERSION) throw new Refusal('newer-data');
  await store.write({ settings: changedSettings(settings, change) });
}
