import { joinFiles, mergeLists } from '../merge/merge-lists.ts';
import { joinMerges, type MergeUndo, mergedChange, unmerged } from '../merge/merge-undo.ts';
import { offlineAddress } from '../page/page-address.ts';
import type { Picture } from '../picture/picture.ts';
import {
  addQuotes,
  type Change,
  move,
  removeQuote,
  tag,
  takeOff,
  writeFacts,
  writeNote,
  writeTitle,
} from '../piece/edits.ts';
import {
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceId,
  evidenceId,
  isLive,
  pageOf,
  siblingId,
  siblingIds,
} from '../piece/evidence.ts';
import { changedFacts } from '../piece/facts.ts';
import { sameQuote } from '../piece/quote.ts';
import { takeBackAll } from '../piece/take-back.ts';
import { Refusal } from '../refusal.ts';
import type { CopyKeeper } from '../second-copy/copy-keeper.ts';
import { planRestore } from '../snapshots/restore.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';
import { afterAnswer, dayOf } from '../storage/known-date.ts';
import { withLabels } from '../storage/known-labels.ts';
import type { LastAction } from '../storage/last-action.ts';
import { signed, taggerOf } from '../storage/own-origin.ts';
import { afterHearing } from '../storage/rescue.ts';
import { SETTINGS_VERSION } from '../storage/settings.ts';
import { changedSettings, type SettingsChange } from '../storage/settings-change.ts';
import type { Batch, Store } from '../storage/store.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';
import { laterThan } from '../values/timestamp.ts';
import { restorePieces } from './bin.ts';
import type { Command, Outcome } from './command.ts';
import {
  bringApplications,
  eraseCopy,
  freezeApplication,
  removeApplication,
  restoreApplication,
  saveApplication,
  takeApplicationsBack,
  writeApplicationText,
} from './edit-application.ts';
import { editPiece, editPieces } from './edit-pieces.ts';
import { eraseForGood } from './erase-pieces.ts';
import { editMany, moveMany, placeMany, takeOffMany } from './many-pieces.ts';
import { draftAfter, pageAt, replaceDrafts, setPicture, undoPicture, writeDraft } from './page-records.ts';
import { tagPages } from './tag-pages.ts';
import { isTidy, rebuildCounts, tidyUp } from './tidy-up.ts';

/** The one that writes. */
export interface Writer {
  /**
   * Carries out a command after all that were handed over before it.
   * @returns what it changed, or why it changed nothing; never rejects
   */
  run(command: Command): Promise<Outcome>;
  /**
   * Compares the list with its second copy when the background starts. What comes after it in the queue finds
   * what it brought back. Never rejects.
   */
  checkAtStart(): Promise<Outcome>;
  /** Makes the counts agree with the records and erases what is past its time. Never rejects. */
  tidyUp(): Promise<Outcome>;
  /** The same, unless that was done today. Never rejects. */
  tidyDaily(): Promise<Outcome>;
  /**
   * Takes a snapshot after the extension was updated, before this version changes the shape of anything; a failure
   * is only noted. Never rejects.
   */
  keepBeforeMigration(): Promise<Outcome>;
  /** Takes the snapshot of the day, unless there is one; a failure is only noted. Never rejects. */
  keepDaily(): Promise<Outcome>;
}

/** More changes in one step than a click on a piece makes (a move makes two) are worth a snapshot. */
const FEW_CHANGES = 2;

/**
 * @param store where evidence is kept
 * @param now the clock
 * @param newOrigin makes the id of this installation, once
 * @param safekeeping takes and opens snapshots; without it, nothing is taken before what is risky
 * @param keeper keeps list and second copy together; without it, there is none
 * @param sweep erases the pixels that nothing names, after tidying up
 * @returns the writer; there must be one only, in the background: it is what makes read, change and
 *   write one step that no other context can come between
 */
export function createWriter(
  store: Store,
  now: () => Date = () => new Date(),
  newOrigin: () => string = () => crypto.randomUUID(),
  safekeeping?: Safekeeping,
  keeper?: CopyKeeper,
  sweep: (now: Date) => Promise<void> = async () => {},
): Writer {
  let queue: Promise<unknown> = Promise.resolve();
  let latest = '';

  /**
   * Whatever weighs two changes later on goes by their times: the order of two commands within a millisecond, or
   * while the clock is put back, must be read there, too.
   */
  function nextMoment(): string {
    latest = laterThan(latest, now().toISOString());
    return latest;
  }

  function inTurn(work: () => Promise<Made>): Promise<Outcome> {
    const outcome = queue.then(work).then(
      (made): Outcome => ({ ok: true, ...made }),
      (error: unknown): Outcome => {
        if (error instanceof Refusal) return { ok: false, fault: error.fault };
        console.error('The storage failed:', error);
        return { ok: false, fault: 'storage-failed' };
      },
    );
    queue = outcome;
    return outcome;
  }

  async function tidy(): Promise<Made> {
    // What seems to be left over may belong to what is missing.
    await keeper?.checkAtStart();
    const rescue = await store.readRescue();
    if (rescue?.undecided) return NO_CHANGES;
    const moment = now();
    await tidyUp(store, moment, safekeeping);
    await sweep(moment);
    return NO_CHANGES;
  }

  return {
    run: (command) =>
      inTurn(async () => {
        const at = nextMoment();
        const reason = reasonBefore(command);
        if (reason) await safekeeping?.take(reason);
        if (command.type === 'restore-snapshot') return restoreSnapshot(store, safekeeping, command.id, at);
        const changes = await carryOut(store, command, at, newOrigin, safekeeping, keeper);
        // A command that is repeated finds nothing to change, and yet it may not be safe on the disk.
        if (!COMPARING.has(command.type)) await keeper?.settle();
        // They may be too many for a message.
        if (command.type === 'merge') return { changes: [], count: changes.length };
        if (command.type !== 'undo-merge') return { changes };
        const left = (await store.readMergeUndo())?.changes.length ?? 0;
        return { changes: [], count: changes.length, left };
      }),
    checkAtStart: () =>
      inTurn(async () => {
        await keeper?.checkAtStart();
        return NO_CHANGES;
      }),
    tidyUp: () => inTurn(tidy),
    tidyDaily: () => inTurn(async () => ((await isTidy(store, now())) ? NO_CHANGES : tidy())),
    keepBeforeMigration: () =>
      inTurn(async () => {
        await safekeeping?.take('before-migration');
        return NO_CHANGES;
      }),
    keepDaily: () =>
      inTurn(async () => {
        await safekeeping?.takeDaily();
        return NO_CHANGES;
      }),
  };
}

/** Commands that compare the places, which tells of its own what could not be written. */
const COMPARING: ReadonlySet<Command['type']> = new Set(['check-list', 'rebuild-summary', 'recover']);

/** What a command made: see {@link Outcome}. */
type Made = Omit<Extract<Outcome, { ok: true }>, 'ok'>;

const NO_CHANGES: Made = { changes: [] };

/** @returns why a snapshot has to be there before a command; undefined where it need not be */
function reasonBefore(command: Command): SnapshotReason | undefined {
  if (command.type === 'merge') return command.continues ? undefined : 'before-merge';
  if (command.type === 'undo-merge') return command.continues ? undefined : 'before-merge';
  return concerned(command) > FEW_CHANGES ? 'before-bulk' : undefined;
}

/**
 * @returns how many pieces a command of many says; none where it erases them for good, because a snapshot
 *   taken just then would keep what is to go
 */
function concerned(command: Command): number {
  switch (command.type) {
    case 'undo':
      return command.changes.length;
    case 'edit-pieces':
    case 'move-pieces':
    case 'take-off-pieces':
    case 'restore':
      return command.ids.length;
    case 'place-pieces':
      return command.places.length;
    default:
      return 0;
  }
}

/** Brings a snapshot back. It is opened, and found whole, before anything else happens. */
async function restoreSnapshot(
  store: Store,
  safekeeping: Safekeeping | undefined,
  id: string,
  now: string,
): Promise<Made> {
  if (!safekeeping) throw new Refusal('refused');
  const then = await safekeeping.open(id);
  const [current, { tallies }] = await Promise.all([store.readContents(), store.readAll()]);
  const restoring = planRestore(current, then, tallies, now);
  const before = await safekeeping.take('before-restore');
  if (Object.keys(restoring.put).length > 0) await store.restore(restoring);
  return { changes: [], ...(before !== undefined && { before }) };
}

async function carryOut(
  store: Store,
  command: Exclude<Command, { type: 'restore-snapshot' }>,
  now: string,
  newOrigin: () => string,
  safekeeping: Safekeeping | undefined,
  keeper: CopyKeeper | undefined,
): Promise<readonly Change[]> {
  switch (command.type) {
    case 'tag':
      return tagPages(store, [command.page], command.domain, now, { ...command, newOrigin });
    case 'tag-pages':
      return tagPages(store, command.pages, command.domain, now, { newOrigin });
    case 'add':
      return addEvidence(store, command, now, newOrigin);
    case 'take-off':
      return editPiece(store, command.id, (current) => takeOff(current, now), lastly('taken-off'));
    case 'write-note':
      return writeOwnNote(store, command, now, newOrigin);
    case 'write-title':
      return writePageTitle(store, command, now);
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
      return writePageFacts(store, command, now);
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
      await eraseForGood(store, command.ids, now, { fromCopies: command.fromCopies, safekeeping });
      return [];
    case 'answer-date':
      await answerDate(store, command, new Date(now));
      return [];
    case 'merge':
      return mergePieces(store, command, now);
    case 'undo-merge':
      return undoMerge(store, command, now);
    case 'settle-merge':
      await store.write({ mergeUndo: null });
      return [];
    case 'undo':
      return undo(store, command, now);
    case 'write-draft':
      await writeDraft(store, command.url, command.change, now);
      return [];
    case 'replace-drafts':
      await replaceDrafts(store, command.drafts);
      return [];
    case 'set-picture':
      await setPicture(store, command.url, command.picture, now);
      return [];
    case 'undo-picture':
      await undoPicture(store, command.picture);
      return [];
    case 'check-list':
      await (command.fully ? keeper?.check() : keeper?.checkAtStart());
      return [];
    case 'rebuild-summary':
      await keeper?.check();
      await rebuildCounts(store);
      return [];
    case 'hear-rescue': {
      const rescue = await store.readRescue();
      if (rescue) await store.write({ rescue: afterHearing(rescue) });
      return [];
    }
    case 'recover':
      if (!keeper) throw new Refusal('refused');
      await keeper.recover(command.choice);
      return [];
    case 'save-settings':
      await saveSettings(store, command.change);
      return [];
    case 'note-backup': {
      const { count, hash } = command;
      await store.write({ lastBackup: { version: 1, savedAt: now, count, hash } });
      return [];
    }
    case 'save-application':
      await saveApplication(store, command.id, command.change, now);
      return [];
    case 'write-application-text':
      await writeApplicationText(store, command, now);
      return [];
    case 'remove-application':
      await removeApplication(store, command.id, now);
      return [];
    case 'restore-application':
      await restoreApplication(store, command.id);
      return [];
    case 'freeze-application':
      await freezeApplication(store, command.id, command.copy, now);
      return [];
    case 'erase-application-copy':
      await eraseCopy(store, command.id);
      return [];
    case 'erase-everything':
      if (!safekeeping) throw new Refusal('refused');
      await safekeeping.eraseEverything();
      return [];
  }
}

/** Adds evidence without a web page. */
async function addEvidence(
  store: Store,
  { uuid, domain, title, note, facts: said }: Extract<Command, { type: 'add' }>,
  now: string,
  newOrigin: () => string,
): Promise<readonly Change[]> {
  const url = offlineAddress(uuid.toLowerCase());
  const id = evidenceId(domain, url);
  const facts = changedFacts({}, said);
  const [settings, labels] = await Promise.all([store.readSettings(), labelsWith(store, facts.labels)]);
  const tagger = taggerOf(settings, newOrigin);
  const beginning = { note, facts, taggedBy: tagger.name };
  return editPieces(
    store,
    [id],
    (current) => {
      const before = current.get(id);
      return [[id, signed(before, tag(before, { url, title }, domain, now, beginning), tagger)]];
    },
    () => ({ ...tagger.batch, ...labels }),
  );
}

/** Writes the note of this installation, which needs its id where it stands beside a colleague's. */
async function writeOwnNote(
  store: Store,
  { id, note, from }: Extract<Command, { type: 'write-note' }>,
  now: string,
  newOrigin: () => string,
): Promise<readonly Change[]> {
  const tagger = taggerOf(await store.readSettings(), newOrigin);
  const isSigned = ({ after }: Change) => after.contributions?.some(({ origin }) => origin === tagger.origin);
  return editPiece(
    store,
    id,
    (current) => writeNote(current, note, now, tagger, from),
    (changes) => (changes.some(isSigned) ? tagger.batch : {}),
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

/** Takes changes back; what the view wants to wait in the page's draft again goes in the same call. */
async function undo(
  store: Store,
  { changes, draft: wanted }: Extract<Command, { type: 'undo' }>,
  now: string,
): Promise<readonly Change[]> {
  const page = wanted && pageAt(wanted.url).page;
  const stored = page === undefined ? undefined : (await store.readDrafts([page])).get(page);
  return editPieces(
    store,
    changes.map(({ id }) => id),
    (current) => takeBackAll(current, changes, now),
    () => ({
      lastAction: null,
      // What a newer version keeps for a page is not ours to change.
      ...(wanted && page !== undefined && stored !== 'newer' && draftAfter(page, stored, wanted.change, now)),
    }),
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

/** Gives a page's piece in every domain the title that one of them gets. */
function writePageTitle(
  store: Store,
  { id, title, from }: Extract<Command, { type: 'write-title' }>,
  now: string,
): Promise<readonly Change[]> {
  return editPage(store, id, (piece, named) =>
    writeTitle(piece, textOver(named.title, title, from, cleanTitle), now),
  );
}

/** Writes facts of a page, and the label that is still being typed into its draft, in one call. */
async function writePageFacts(
  store: Store,
  { id, change, begun }: Extract<Command, { type: 'write-facts' }>,
  now: string,
): Promise<readonly Change[]> {
  const page = pageOf(id);
  const draft = begun === undefined ? undefined : (await store.readDrafts([page])).get(page);
  const also: Batch = {
    ...(await labelsWith(store, change.labels)),
    // What a newer version keeps for a page is not ours to change.
    ...(begun !== undefined && draft !== 'newer' && draftAfter(page, draft, { label: begun }, now)),
  };
  const changes = await editPage(store, id, (piece) => writeFacts(piece, change, now), also);
  if (changes.length === 0 && Object.keys(also).length > 0) await store.write(also);
  return changes;
}

/**
 * Changes a page's piece in every domain.
 * @param change is handed each of them, and the one that was named
 * @param also what else goes into the same call
 */
function editPage(
  store: Store,
  id: EvidenceId,
  change: (piece: Evidence, named: Evidence) => Evidence,
  also: Batch = {},
): Promise<readonly Change[]> {
  return editPieces(
    store,
    siblingIds(id),
    (current, demand) => {
      const named = demand(id);
      if (!isLive(named)) throw new Refusal('not-found');
      return [...current].map(([sibling, piece]) => [sibling, change(piece, named)]);
    },
    () => also,
  );
}

/** What to remember of a command's changes, so that its Undo survives the view that asked for it. */
function lastly(kind: Exclude<LastAction['kind'], `picture-${string}`>) {
  return (changes: readonly Change[]): Pick<Batch, 'lastAction'> => ({
    lastAction: { version: 1, kind, changes },
  });
}

/** @returns what to write so that these labels are offered first from now on. */
async function labelsWith(store: Store, used: readonly string[] = []): Promise<Batch> {
  if (used.length === 0) return {};
  const known = await store.readLabels();
  const labels = withLabels(known, used);
  return labels === known ? {} : { labels };
}

/** Merges pieces with what is stored at this moment, which may be more than when the merge was planned. */
async function mergePieces(
  store: Store,
  {
    pieces,
    pictures = [],
    applications = [],
    copies = [],
    names = [],
    continues,
    progress,
  }: Extract<Command, { type: 'merge' }>,
  now: string,
): Promise<readonly Change[]> {
  if (pieces.some((piece) => piece.version > EVIDENCE_VERSION)) throw new Refusal('newer-data');
  const incoming = joinFiles(pieces.map((piece) => new Map([[evidenceId(piece.domain, piece.url), piece]])));
  const first = continues ? await store.readMergeUndo() : undefined;
  const added = await picturesToAdd(store, pictures);
  const brought = await bringApplications(store, applications, copies, now);
  const also = (changes: readonly Change[]): Batch => {
    const came = [...added].map(([page, { id }]) => ({ page, id }));
    const undo: MergeUndo = {
      version: 1,
      mergedAt: now,
      names,
      changes: changes.map((change) => mergedChange(change, now)),
      pictures: came,
      ...brought?.undo,
      progress,
    };
    return { mergeUndo: first ? joinMerges(first, undo) : undo, pictures: added, ...brought?.batch };
  };
  const changes = await editPieces(
    store,
    [...incoming.keys()],
    (current) => mergeLists(current, incoming),
    also,
    asItComes,
  );
  const isFurther = first !== undefined && first.progress?.done !== progress?.done;
  if (changes.length === 0 && (added.size > 0 || brought || isFurther)) await store.write(also([]));
  return changes;
}

/** A page that has a picture keeps it, and with it the mark that it shows pupils. */
async function picturesToAdd(
  store: Store,
  pictures: NonNullable<Extract<Command, { type: 'merge' }>['pictures']>,
): Promise<ReadonlyMap<string, Picture>> {
  const added = new Map<string, Picture>();
  for (const { page, picture } of pictures) {
    if (!added.has(page) && (await store.readPicture(page)) === undefined) added.set(page, picture);
  }
  return added;
}

/** The pages whose picture is still the one that a merge brought. */
async function picturesToTakeBack(
  store: Store,
  pictures: NonNullable<MergeUndo['pictures']>,
): Promise<ReadonlyMap<string, null>> {
  const gone = new Map<string, null>();
  for (const { page, id } of pictures) {
    const stored = await store.readPicture(page);
    if (stored !== 'newer' && stored?.id === id) gone.set(page, null);
  }
  return gone;
}

/** Takes the last merge back from its end, so that what is left of it is a merge that can be taken back. */
async function undoMerge(
  store: Store,
  { most = Number.POSITIVE_INFINITY }: Extract<Command, { type: 'undo-merge' }>,
  now: string,
): Promise<readonly Change[]> {
  const merge = await store.readMergeUndo();
  if (!merge) return [];
  const { mergedAt, pictures: came = [] } = merge;
  const staying = merge.changes.slice(0, Math.max(0, merge.changes.length - most));
  const changes = merge.changes.slice(staying.length);
  const mergeUndo = staying.length > 0 ? { ...merge, changes: staying } : null;
  const pictures = mergeUndo ? new Map<string, null>() : await picturesToTakeBack(store, came);
  const back = mergeUndo ? {} : await takeApplicationsBack(store, merge, now);
  const undone = await editPieces(
    store,
    changes.map(({ id }) => id),
    (current) =>
      changes.flatMap((change) => {
        const piece = current.get(change.id);
        return piece ? [[change.id, unmerged(piece, change, mergedAt, now)] as const] : [];
      }),
    () => ({ mergeUndo, pictures, ...back }),
    asItComes,
  );
  if (undone.length === 0) await store.write({ mergeUndo, pictures, ...back });
  await eraseEmptied(store, [...(back.copies?.keys() ?? [])]);
  return undone;
}

/** What is left of copies is only a name, and goes at the next start where it does not go now. */
async function eraseEmptied(store: Store, copies: readonly string[]): Promise<void> {
  if (copies.length === 0) return;
  await store.eraseApplications([], copies).catch((error: unknown) => {
    console.error('What is left of taken back copies could not be erased yet:', error);
  });
}

/** A merged piece brings the times of its changes along. */
function asItComes(_before: Evidence | null, piece: Evidence): Evidence {
  return piece;
}

/** An answer about another day than the clock says by now answers nothing. */
async function answerDate(
  store: Store,
  { day, isRight }: Extract<Command, { type: 'answer-date' }>,
  now: Date,
): Promise<void> {
  if (day !== dayOf(now)) return;
  await store.write({ knownDate: afterAnswer(await store.readKnownDate(), isRight, now) });
}

async function saveSettings(store: Store, change: SettingsChange): Promise<void> {
  const settings = await store.readSettings();
  if (settings.version > SETTINGS_VERSION) throw new Refusal('newer-data');
  await store.write({ settings: changedSettings(settings, change) });
}
