import { eraseForGood, restorePieces } from './bin.ts';
import type { Command, Outcome } from './command.ts';
import { editPiece, editPieces } from './edit-pieces.ts';
import {
  addQuotes,
  type Change,
  move,
  removeQuote,
  tag,
  takeOff,
  takeOver,
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
  pageOf,
  siblingId,
  siblingIds,
} from './evidence.ts';
import { changedFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { withLabels } from './known-labels.ts';
import type { LastAction } from './last-action.ts';
import { editMany, moveMany, placeMany, takeOffMany } from './many-pieces.ts';
import { offlineAddress } from './page-address.ts';
import { draftAfter, setPicture, undoPicture, writeDraft } from './page-records.ts';
import { MAX_QUOTES, sameQuote } from './quote.ts';
import { Refusal } from './refusal.ts';
import { changedSettings, SETTINGS_VERSION, type SettingsChange } from './settings.ts';
import type { Batch, Store } from './store.ts';
import { tagPages } from './tag-pages.ts';
import { takeBackAll } from './take-back.ts';
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
    case 'add':
      return addEvidence(store, command, now);
    case 'take-off':
      return editPiece(store, command.id, (current) => takeOff(current, now), lastly('taken-off'));
    case 'write-note':
      return editPiece(store, command.id, (current) => writeNote(current, command.note, now));
    case 'write-title':
      return editPage(store, command.id, (piece) => writeTitle(piece, command.title, now));
    case 'add-quotes':
      return quotePassages(store, command, now);
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
    case 'move':
      return moveEvidence(store, command, now);
    case 'edit-pieces':
      return editMany(
        store,
        command.ids,
        command.change,
        now,
        await labelsWith(store, command.change.addLabels),
      );
    case 'move-pieces':
      return moveMany(store, command.ids, command.to, now);
    case 'take-off-pieces':
      return takeOffMany(store, command.ids, now);
    case 'place-pieces':
      return placeMany(store, command.places, now);
    case 'restore':
      return restorePieces(store, command.ids, now);
    case 'erase':
      await eraseForGood(store, command.ids);
      return [];
    case 'import':
      return importPieces(store, command.pieces, command.differing, now);
    case 'undo':
      return undo(store, command.changes, now);
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

/** Adds evidence without a web page. */
async function addEvidence(
  store: Store,
  { uuid, domain, title, note, facts: said }: Extract<Command, { type: 'add' }>,
  now: string,
): Promise<readonly Change[]> {
  const url = offlineAddress(uuid.toLowerCase());
  const id = evidenceId(domain, url);
  const facts = changedFacts({}, said);
  const [{ name: taggedBy = '' }, labels] = await Promise.all([
    store.readSettings(),
    labelsWith(store, facts.labels),
  ]);
  return editPieces(
    store,
    [id],
    (current) => [[id, tag(current.get(id), { url, title }, domain, now, { note, facts, taggedBy })]],
    () => labels,
  );
}

async function moveEvidence(
  store: Store,
  { id, to }: Extract<Command, { type: 'move' }>,
  now: string,
): Promise<readonly Change[]> {
  const target = siblingId(id, to);
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

/**
 * Takes changes back. Where one page was tagged, what was typed and quoted for it waits in its draft
 * again, for the domain that was meant.
 */
async function undo(store: Store, changes: readonly Change[], now: string): Promise<readonly Change[]> {
  const [only] = changes.length === 1 ? changes : [];
  const page = only && !isLive(only.before ?? undefined) ? pageOf(only.id) : undefined;
  const stored = page === undefined ? 'newer' : (await store.readDrafts([page])).get(page);
  return editPieces(
    store,
    changes.map(({ id }) => id),
    (current) => takeBackAll(current, changes, now),
    ([made]) => {
      const undone = made?.before;
      if (page === undefined || stored === 'newer' || !undone) return { lastAction: null };
      const { title, quotes = [] } = undone;
      const waiting = joinQuotes(stored?.quotes ?? [], quotes).slice(0, MAX_QUOTES);
      return { lastAction: null, ...draftAfter(page, stored, { title, quotes: waiting }, now) };
    },
  );
}

/** Keeps passages with a piece; those that waited in the page's draft wait no longer. */
async function quotePassages(
  store: Store,
  { id, quotes }: Extract<Command, { type: 'add-quotes' }>,
  now: string,
): Promise<readonly Change[]> {
  const page = pageOf(id);
  const stored = (await store.readDrafts([page])).get(page);
  const draft = stored === 'newer' ? undefined : stored;
  const left = draft?.quotes?.filter((one) => !quotes.some((quote) => sameQuote(one, quote)));
  const waiting = left && left.length > 0 ? left : null;
  return editPiece(
    store,
    id,
    (current) => addQuotes(current, quotes, now),
    (changes) => ({
      ...lastly('quote-added')(changes),
      ...(draft && draftAfter(page, draft, { quotes: waiting }, now)),
    }),
  );
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
      return [id, differing === 'replace' ? takeOver(mine, piece, now) : mine] as const;
    }),
  );
}

async function saveSettings(store: Store, change: SettingsChange): Promise<void> {
  const settings = await store.readSettings();
  if (settings.version > SETTINGS_VERSION) throw new Refusal('newer-data');
  await store.write({ settings: changedSettings(settings, change) });
}
