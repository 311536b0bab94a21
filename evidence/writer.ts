import { cleanTitle, MAX_NOTE_LENGTH } from './clean-text.ts';
import type { Command, Fault, Outcome } from './command.ts';
import {
  type Change,
  move,
  type Page,
  saysAllOf,
  tag,
  takeBackAll,
  takeOff,
  writeNote,
  writeTitle,
} from './edits.ts';
import {
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceId,
  evidenceId,
  isLive,
  type StoredEvidence,
  siblingIds,
} from './evidence.ts';
import type { LastAction } from './last-action.ts';
import type { MissionDomain } from './mission-domain.ts';
import { checkAddress, pageKey } from './page-address.ts';
import { SETTINGS_VERSION, type Settings, type SettingsChange } from './settings.ts';
import type { Batch, Store } from './store.ts';
import { adjustSummary, type Summary, sameCounts, summarise } from './summary.ts';

/** How long a piece that was taken off, or a draft, is kept, in days, so that it can come back. */
export const KEPT_AFTER_DELETION_DAYS = 60;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The one that writes. */
export interface Writer {
  /**
   * Carries out a command after all that were handed over before it.
   * @returns what it changed, or why it changed nothing; never rejects
   */
  run(command: Command): Promise<Outcome>;
  /** Makes the summary agree with the records and erases pieces taken off long ago. Never rejects. */
  tidyUp(): Promise<Outcome>;
}

/** Why a command stops before anything is written. */
class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
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
    tidyUp: () => inTurn(() => tidyUp(store, now())),
  };
}

async function carryOut(store: Store, command: Command, now: string): Promise<readonly Change[]> {
  switch (command.type) {
    case 'tag': {
      const address = checkAddress(command.page.url);
      if (!address.ok) throw new Refusal('untaggable');
      return tagPage(store, { url: address.url, title: command.page.title }, command.domain, now);
    }
    case 'take-off':
      return editOne(store, command.id, (current) => takeOff(current, now), lastly('taken-off'));
    case 'write-note':
      return editOne(store, command.id, (current) => writeNote(current, command.note, now));
    case 'write-title':
      return edit(store, siblingIds(command.id), (current, demand) => {
        if (!isLive(demand(command.id))) throw new Refusal('not-found');
        return [...current].map(([id, piece]) => [id, writeTitle(piece, command.title, now)]);
      });
    case 'move': {
      const { id, to } = command;
      const target = siblingIds(id).find((sibling) => sibling.startsWith(`${to}:`)) as EvidenceId;
      if (target === id) return [];
      return edit(store, [id, target], (current, demand) => {
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
      return edit(
        store,
        command.changes.map(({ id }) => id),
        (current) => takeBackAll(current, command.changes, now),
        () => ({ lastAction: null }),
      );
    case 'write-draft': {
      const address = checkAddress(command.url);
      if (!address.ok) throw new Refusal('untaggable');
      const draft = { version: 1, title: cleanTitle(command.title), updatedAt: now } as const;
      if ((await store.readDraft(address.url))?.title === draft.title) return [];
      await store.write({ draft: { url: address.url, draft } });
      return [];
    }
    case 'rebuild-summary':
      await store.write({ summary: summarise((await store.readAll()).pieces.values()) });
      return [];
    case 'save-settings':
      await store.write({ settings: changedSettings(await store.readSettings(), command.change) });
      return [];
  }
}

/**
 * Tags a page. Its title is what was typed for it before, else what its other pieces have, else what
 * the page itself says. The draft has then done its work.
 */
async function tagPage(store: Store, page: Page, domain: MissionDomain, now: string) {
  const id = evidenceId(domain, page.url);
  const draft = await store.readDraft(page.url);
  const changes = await edit(
    store,
    siblingIds(id),
    (current) => {
      const before = current.get(id);
      const title = draft?.title ?? [...current.values()].find(isLive)?.title;
      const tagged = tag(before, page, domain, now);
      return [[id, title !== undefined && tagged !== before ? writeTitle(tagged, title, now) : tagged]];
    },
    lastly('tagged'),
  );
  if (draft && changes.length > 0) {
    // The page is tagged: a draft that cannot be erased now is only left over.
    await store
      .eraseDrafts([pageKey(page.url)])
      .catch((error) => console.warn('A draft is left over:', error));
  }
  return changes;
}

/** What to remember of a command's changes, so that its Undo survives the view that asked for it. */
function lastly(kind: LastAction['kind']) {
  return ([change]: readonly Change[]): Pick<Batch, 'lastAction'> =>
    change ? { lastAction: { version: 1, kind, change } } : {};
}

function editOne(
  store: Store,
  id: EvidenceId,
  change: (current: Evidence) => Evidence,
  also?: (changes: readonly Change[]) => Batch,
) {
  return edit(store, [id], (_current, demand) => [[id, change(demand(id))]], also);
}

/**
 * What an edit does.
 * @param current the pieces that are there and can be read
 * @param demand gives one that must be there; refuses the command where it is not
 * @returns the pieces as they should be; one that is the same object as before is not written
 */
type Edit = (
  current: ReadonlyMap<EvidenceId, Evidence>,
  demand: (id: EvidenceId) => Evidence,
) => Iterable<readonly [EvidenceId, Evidence]>;

/**
 * Reads some pieces, changes them and writes what changed, together with the summary, in one call.
 * @param also what else goes into that call
 */
async function edit(
  store: Store,
  ids: readonly EvidenceId[],
  change: Edit,
  also: (changes: readonly Change[]) => Batch = () => ({}),
): Promise<readonly Change[]> {
  const [stored, summary] = await Promise.all([store.readSome(ids), summaryOf(store)]);
  const current = new Map<EvidenceId, Evidence>();
  for (const [id, value] of stored) if (value.state !== 'unreadable') current.set(id, value.evidence);
  const demand = (id: EvidenceId) => {
    const piece = current.get(id);
    if (!piece) throw new Refusal(stored.has(id) ? 'unreadable-data' : 'not-found');
    return piece;
  };

  const changes: Change[] = [];
  for (const [id, after] of change(current, demand)) {
    const before = current.get(id) ?? null;
    if (after === before) continue;
    refuseUnlessWritable(stored.get(id));
    if (after.note.length > MAX_NOTE_LENGTH) throw new Refusal('too-long');
    changes.push({ id, before, after });
  }
  if (changes.length > 0) await writeChanges(store, summary, changes, also(changes));
  return changes;
}

async function importPieces(
  store: Store,
  pieces: readonly Evidence[],
  differing: 'keep' | 'replace',
  now: string,
): Promise<readonly Change[]> {
  if (pieces.some((piece) => piece.version > EVIDENCE_VERSION)) throw new Refusal('newer-data');
  const byId = new Map(pieces.map((piece) => [evidenceId(piece.domain, piece.url), piece]));
  return edit(store, [...byId.keys()], (current) =>
    [...byId].map(([id, piece]) => {
      const mine = current.get(id);
      if (!isLive(mine)) return [id, piece] as const;
      const replaces = differing === 'replace' && !saysAllOf(mine, piece);
      return [id, replaces ? { ...mine, ...piece, updatedAt: now } : mine] as const;
    }),
  );
}

function refuseUnlessWritable(stored: StoredEvidence | undefined): void {
  if (stored?.state === 'newer') throw new Refusal('newer-data');
  if (stored?.state === 'unreadable') throw new Refusal('unreadable-data');
}

/** The stored summary, or a new one from the records where it is missing or not readable. */
async function summaryOf(store: Store): Promise<Summary> {
  return (await store.readSummary()) ?? summarise((await store.readAll()).pieces.values());
}

function writeChanges(
  store: Store,
  summary: Summary,
  changes: readonly Change[],
  also: Batch,
): Promise<void> {
  const before = changes.flatMap((change) => (change.before ? [change.before] : []));
  const after = changes.map((change) => change.after);
  return store.write({
    ...also,
    evidence: new Map(changes.map((change) => [change.id, change.after])),
    summary: adjustSummary(summary, before, after),
  });
}

async function tidyUp(store: Store, now: Date): Promise<readonly Change[]> {
  const { pieces, newer, drafts, summary } = await store.readAll();
  const truth = summarise(pieces.values());
  if (!summary || !sameCounts(summary.counts, truth.counts)) await store.write({ summary: truth });
  const limit = new Date(now.getTime() - KEPT_AFTER_DELETION_DAYS * DAY_MS).toISOString();
  const expired = [...pieces]
    .filter(([id, { deletedAt }]) => deletedAt !== undefined && deletedAt < limit && !newer.has(id))
    .map(([id]) => id);
  if (expired.length > 0) await store.erase(expired);
  const oldDrafts = [...drafts].filter(([, draft]) => !draft || draft.updatedAt < limit);
  if (oldDrafts.length > 0) await store.eraseDrafts(oldDrafts.map(([page]) => page));
  return [];
}

function changedSettings(settings: Settings, change: SettingsChange): Settings {
  if (settings.version > SETTINGS_VERSION) throw new Refusal('newer-data');
  return { ...settings, ...change };
}
