/**
 * The one owner of storage: this file alone writes it and says how things lie in it. What belongs to one
 * page is read in page-evidence.ts, which the popup needs without the rest.
 *
 * - `evidence:<domain>:<page key>` one piece of evidence
 * - `draft:<page key>` what was typed or chosen about a page and is not part of a piece yet
 * - `waiting:<page key>` what was selected in a page and is not part of a piece yet: until the browser ends (session-part.ts)
 * - `picture:<page key>` what is known of the page's picture; its pixels are in picture-store.ts
 * - `last-action` what was done last in the popup, for Undo
 * - `last-domain` the domain that was last tagged, for the shortcut
 * - `labels` the labels used so far, to offer them again
 * - `merge-undo` what the last merge of colleagues' files changed, for its Undo
 * - `summary` how many pieces each domain has
 * - `tally:<name>` how many pieces there are at a site or a path
 * - `settings` what the teacher chose
 * - `last-backup` the last file that was saved outside the browser
 * - `gone` that pieces were deleted for good: a hash of each and the time
 * - `known-date` the last day that the clock said and nobody had to doubt
 * - `application:<id>` what the school writes in the form, one record an application
 * - `application-copy:<id>` an application with its pieces as it was used
 * - `turn` the number of the last change, which the second copy has, too (second-copy/)
 * - `rescue` what the last comparison with the second copy found, until it was heard
 * - `renewal` a filler that is there for a moment after a failed write (second-copy/renewal.ts)
 *
 * One key a piece, so that tagging costs the same however long the list is and two writes cannot
 * overwrite each other; summary and tallies go in the same call as the pieces they count, and one call
 * is atomic in both browsers. For the same reason a draft, a picture or a last action that is no more is
 * null: erasing it would be a second call. A snapshot holds all of it but what is counted anew or passes:
 * a new key is in it unless `PASSING` says otherwise.
 */
import { type Application, parseApplication, type StoredApplication } from '../application/application.ts';
import { type ApplicationCopy, parseCopy, type StoredCopy } from '../application/application-copy.ts';
import { type LastMerge, type MergeUndo, parseLastMerge, parseMergeUndo } from '../merge/merge-undo.ts';
import { type MissionDomain, parseDomain } from '../mission-domain.ts';
import { PICTURE_VERSION, type Picture, parsePicture, pictureIdIn } from '../picture/picture.ts';
import { type Evidence, type EvidenceId, parseEvidence, type StoredEvidence } from '../piece/evidence.ts';
import { versionOf } from '../values/version.ts';
import { DRAFT_VERSION, type Draft, draftParts, joinedDraft, parseDraft, sameDraft } from './draft.ts';
import { GONE_KEY, GONE_VERSION, type Gone, parseGone } from './gone.ts';
import { KNOWN_DATE_KEY, type KnownDate, parseKnownDate } from './known-date.ts';
import { parseKnownLabels } from './known-labels.ts';
import { type LastAction, parseLastAction, pictureIdsOf } from './last-action.ts';
import { type LastBackup, parseLastBackup } from './last-backup.ts';
import { type PageEvidence, readPageEvidence } from './page-evidence.ts';
import { PARSERS } from './parse-page.ts';
import { parseRescue, type Rescue } from './rescue.ts';
import { parseSettings, type Settings } from './settings.ts';
import {
  APPLICATION_PREFIX,
  COPY_PREFIX,
  DRAFT_PREFIX,
  EVIDENCE_PREFIX,
  LABELS_KEY,
  LAST_ACTION_KEY,
  LAST_BACKUP_KEY,
  LAST_DOMAIN_KEY,
  MERGE_UNDO_KEY,
  PICTURE_PREFIX,
  RENEWAL_KEY,
  RESCUE_KEY,
  SETTINGS_KEY,
  SUMMARY_KEY,
  TALLY_PREFIX,
  TURN_KEY,
  WAITING_PREFIX,
} from './storage-keys.ts';
import { parseSummary, type Summary } from './summary.ts';
import { countOf, type Tallies, tallyNames } from './tally.ts';

export type { PageEvidence };

/** The keys, and beginnings of keys, that no snapshot holds: what can be counted anew, and what passes. */
const PASSING = {
  keys: [
    SUMMARY_KEY,
    LAST_ACTION_KEY,
    MERGE_UNDO_KEY,
    LAST_DOMAIN_KEY,
    LAST_BACKUP_KEY,
    GONE_KEY,
    KNOWN_DATE_KEY,
    TURN_KEY,
    RESCUE_KEY,
    RENEWAL_KEY,
  ],
  prefixes: [TALLY_PREFIX, DRAFT_PREFIX, WAITING_PREFIX],
};

/** Of what no snapshot holds, what cannot be had again: the second copy has it. Going back leaves it as it is. */
const COPIED_ALL_THE_SAME = { keys: [GONE_KEY], prefixes: [DRAFT_PREFIX] };

/** The part of the browser's `storage.local` that is used; tests hand in another. */
export interface StorageArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  clear(): Promise<void>;
  readonly onChanged: {
    addListener(listener: StorageListener): void;
    removeListener(listener: StorageListener): void;
  };
}

type StorageListener = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>) => void;

/** The whole list, as the evidence page needs it. */
export interface EvidenceList {
  /** Every readable piece by id, pieces that were taken off included. */
  readonly pieces: ReadonlyMap<EvidenceId, Evidence>;
  /** Ids of pieces written by a newer version: shown, not changed. */
  readonly newer: ReadonlySet<EvidenceId>;
  /** Ids of what could not be read; it is left as it is. */
  readonly unreadable: ReadonlySet<EvidenceId>;
  /** What was typed or chosen about pages, by page key, where it can be read. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The pages' pictures, by page key, where they can be read. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** The ids of all pictures that anything names, unreadable records and what Undo brings back included. */
  readonly pictureIds: ReadonlySet<string>;
  /** Page keys, and ids of copies, under which nothing is left of a draft, a picture or a copy but the empty record. */
  readonly emptied: Readonly<Record<'drafts' | 'pictures' | 'copies', readonly string[]>>;
  readonly tallies: Tallies;
  /** The last file that was saved outside the browser, if any was. */
  readonly lastBackup: LastBackup | undefined;
  /** What the last comparison with the second copy found, if it has not been heard. */
  readonly rescue: Rescue | undefined;
  /** The last merge of colleagues' files, where it can be taken back. */
  readonly lastMerge: LastMerge | undefined;
  /** Which pieces were deleted for good, by hash, if any were and it can be read. */
  readonly gone: Gone | undefined;
  /** The last day that the clock said and nobody had to doubt. */
  readonly knownDate: KnownDate | undefined;
  /** The labels used so far, the last used first. */
  readonly labels: readonly string[];
  readonly applications: Applications;
  /** What the stored summary says; undefined where it is missing. */
  readonly summary: Summary | undefined;
}

/** The applications and the copies of them that can be read, and which of them are not to be written. */
export interface Applications {
  /** By id, removed ones included. */
  readonly all: ReadonlyMap<string, Application>;
  /** Ids of applications written by a newer version: shown, not changed. */
  readonly newer: ReadonlySet<string>;
  /** Ids of what could not be read, of a copy too; it is left as it is. */
  readonly unreadable: ReadonlySet<string>;
  readonly copies: ReadonlyMap<string, ApplicationCopy>;
}

/** What changed in the storage, for the views that are open. */
export interface StoredChanges {
  /** The ids of the changed pieces, which cost no look at what is in them. */
  readonly ids: readonly EvidenceId[];
  /** The changed pieces; undefined for one that is gone altogether. Parsed when it is asked for. */
  readonly evidence: ReadonlyMap<EvidenceId, StoredEvidence | undefined>;
  /** What was typed or chosen of pages, where that changed, by page key; undefined for what is gone. */
  readonly drafts: ReadonlyMap<string, Draft | undefined>;
  /** The changed pictures by page key; undefined for one that is gone. */
  readonly pictures: ReadonlyMap<string, Picture | undefined>;
  /** The changed applications and copies by id; undefined for one that is gone. */
  readonly applications: ReadonlyMap<string, StoredApplication | undefined>;
  readonly copies: ReadonlyMap<string, StoredCopy | undefined>;
  readonly summary: Summary | undefined;
  readonly settings: Settings | undefined;
  readonly lastBackup: LastBackup | undefined;
  /** null: there is nothing to tell any more; undefined: it did not change. */
  readonly rescue: Rescue | null | undefined;
  /** null: it cannot be taken back any more. */
  readonly lastMerge: LastMerge | null | undefined;
  /** undefined: it did not change. */
  readonly knownDate: KnownDate | undefined;
}

/** Records to put, all in one call. */
export interface Batch {
  readonly evidence?: ReadonlyMap<EvidenceId, Evidence>;
  readonly summary?: Summary;
  readonly settings?: Settings;
  readonly tallies?: Tallies;
  /** null: there is nothing left to undo. */
  readonly lastAction?: LastAction | null;
  /** null: there is nothing left to undo. */
  readonly mergeUndo?: MergeUndo | null;
  readonly lastDomain?: MissionDomain;
  readonly labels?: readonly string[];
  readonly lastBackup?: LastBackup;
  readonly gone?: Gone;
  readonly knownDate?: KnownDate;
  /** By id. */
  readonly applications?: ReadonlyMap<string, Application>;
  /** By id; null: it is no more, and its record can be erased. */
  readonly copies?: ReadonlyMap<string, ApplicationCopy | null>;
  /** null: it was heard. */
  readonly rescue?: Rescue | null;
  /** By page key; null: nothing is left of it. An erasure would be a second call. */
  readonly drafts?: ReadonlyMap<string, Draft | null>;
  /** By page key; null: the page has no picture any more. */
  readonly pictures?: ReadonlyMap<string, Picture | null>;
}

/** Everything that a snapshot holds, as it is stored, by key. */
export type Contents = Readonly<Record<string, unknown>>;

/** How contents are brought back: what to put in one call, and the keys to erase when that is done. */
export interface Restoring {
  readonly put: Contents;
  readonly summary: Summary;
  readonly tallies: Tallies;
  readonly erase: readonly string[];
}

/** A stored record: what this code can read, or the word that a newer version wrote it: leave it. */
export type UnlessNewer<T> = T | 'newer' | undefined;

/** Reads and writes the storage. Every method rejects when the browser's storage fails. */
export interface Store {
  readSettings(): Promise<Settings>;
  /** @param url the page's http(s) address; undefined for a page that cannot be tagged: counts only */
  readPage(url: string | undefined): Promise<PageEvidence>;
  readAll(): Promise<EvidenceList>;
  readSome(ids: readonly EvidenceId[]): Promise<ReadonlyMap<EvidenceId, StoredEvidence>>;
  readSummary(): Promise<Summary | undefined>;
  /** @returns the drafts of pages, by page key */
  readDrafts(pageKeys: Iterable<string>): Promise<ReadonlyMap<string, UnlessNewer<Draft>>>;
  readPicture(pageKey: string): Promise<UnlessNewer<Picture>>;
  readLastAction(): Promise<LastAction | undefined>;
  /** @returns what the last merge changed, if it can be taken back */
  readMergeUndo(): Promise<MergeUndo | undefined>;
  /** @returns the domain that was last tagged, if any was */
  readLastDomain(): Promise<MissionDomain | undefined>;
  /** @returns the labels used so far, the last used first */
  readLabels(): Promise<readonly string[]>;
  readLastBackup(): Promise<LastBackup | undefined>;
  /** @returns which pieces were deleted for good, by hash, if any were */
  readGone(): Promise<UnlessNewer<Gone>>;
  /** @returns the last day that the clock said and nobody had to doubt; undefined where there is none */
  readKnownDate(): Promise<KnownDate | undefined>;
  /** @returns the ids of the pictures of pages, also of those that cannot be read otherwise */
  readPictureIds(pageKeys: Iterable<string>): Promise<ReadonlySet<string>>;
  /** @returns the applications and copies with these ids, where there are any */
  readApplications(ids: readonly string[]): Promise<Pick<StoredChanges, 'applications' | 'copies'>>;
  /** @returns what the last comparison with the second copy found, if it has not been heard */
  readRescue(): Promise<Rescue | undefined>;
  /** @returns the stored counts of the sites and paths of these pages, by name */
  readTallies(pageKeys: Iterable<string>): Promise<Tallies>;
  write(batch: Batch): Promise<void>;
  /** @returns all that a snapshot holds, read at one moment; a record that is null is none */
  readContents(): Promise<Contents>;
  /**
   * Brings contents back; nothing is left to undo in the popup.
   * @returns when they are there. What could not be erased any more is no longer in the list all the same
   */
  restore(restoring: Restoring): Promise<void>;
  /** Erases all that is stored here. */
  eraseEverything(): Promise<void>;
  /**
   * Erases pieces for good, in one call with what goes with them.
   * @param also the keys of pages whose drafts, waiting passages and pictures go, the names of tallies, and whether there is
   *   nothing left to undo
   */
  erase(
    ids: readonly EvidenceId[],
    also?: {
      readonly pages?: readonly string[];
      readonly tallies?: readonly string[];
      readonly lastAction?: boolean;
    },
  ): Promise<void>;
  /** Erases what was typed or chosen about pages; what was selected in them goes on waiting. */
  eraseDrafts(pageKeys: readonly string[]): Promise<void>;
  erasePictures(pageKeys: readonly string[]): Promise<void>;
  eraseTallies(names: readonly string[]): Promise<void>;
  /** Erases applications and copies of them, by id. */
  eraseApplications(ids: readonly string[], copies?: readonly string[]): Promise<void>;
  /** @returns the function that ends the subscription. */
  subscribe(listener: (changes: StoredChanges) => void): () => void;
}

/** @returns the store over a storage area. */
export function createStore(area: StorageArea): Store {
  return {
    async readSettings() {
      return parseSettings((await area.get(SETTINGS_KEY))[SETTINGS_KEY]);
    },

    readPage: (url) => readPageEvidence(area, url, () => PARSERS),

    async readAll() {
      const items = await area.get(null);
      const pieces = new Map<EvidenceId, Evidence>();
      const newer = new Set<EvidenceId>();
      const unreadable = new Set<EvidenceId>();
      const records = Object.entries(items);
      for (const [id, value] of under(EVIDENCE_PREFIX, records)) {
        const stored = parseEvidence(value);
        if (stored.state === 'unreadable') unreadable.add(id);
        else pieces.set(id, stored.evidence);
        if (stored.state === 'newer') newer.add(id);
      }
      const drafts = under(DRAFT_PREFIX, records);
      const pictures = under(PICTURE_PREFIX, records);
      const lastAction = parseLastAction(items[LAST_ACTION_KEY]);
      return {
        pieces,
        newer,
        unreadable,
        drafts: readable(drafts, parseDraft),
        pictures: readable(pictures, parsePicture),
        pictureIds: new Set([
          ...pictures.map(([, value]) => pictureIdIn(value)).filter((id) => id !== undefined),
          ...(lastAction ? pictureIdsOf(lastAction) : []),
        ]),
        emptied: {
          drafts: emptied(drafts),
          pictures: emptied(pictures),
          copies: emptied(under(COPY_PREFIX, records)),
        },
        tallies: new Map(under(TALLY_PREFIX, records).map(([name, value]) => [name, countOf(value)])),
        lastBackup: parseLastBackup(items[LAST_BACKUP_KEY]),
        rescue: parseRescue(items[RESCUE_KEY]),
        lastMerge: parseLastMerge(items[MERGE_UNDO_KEY]),
        gone: parseGone(items[GONE_KEY]),
        knownDate: parseKnownDate(items[KNOWN_DATE_KEY]),
        labels: parseKnownLabels(items[LABELS_KEY]),
        applications: applicationsAmong(records),
        summary: parseSummary(items[SUMMARY_KEY]),
      };
    },

    async readSome(ids) {
      const items = await area.get(ids.map((id) => EVIDENCE_PREFIX + id));
      return new Map(
        under(EVIDENCE_PREFIX, Object.entries(items)).map(([id, value]) => [id, parseEvidence(value)]),
      );
    },

    async readSummary() {
      return parseSummary((await area.get(SUMMARY_KEY))[SUMMARY_KEY]);
    },

    async readDrafts(pageKeys) {
      const pages = [...pageKeys];
      const items = await area.get(pages.flatMap((page) => [DRAFT_PREFIX + page, WAITING_PREFIX + page]));
      return new Map(
        pages.map((page) => {
          const value = items[DRAFT_PREFIX + page];
          return [page, ifNewer(value, DRAFT_VERSION) ?? joinedDraft(value, items[WAITING_PREFIX + page])];
        }),
      );
    },

    async readPicture(page) {
      const key = PICTURE_PREFIX + page;
      const value = (await area.get(key))[key];
      return parsePicture(value) ?? ifNewer(value, PICTURE_VERSION);
    },

    async readLastAction() {
      return parseLastAction((await area.get(LAST_ACTION_KEY))[LAST_ACTION_KEY]);
    },

    async readMergeUndo() {
      return parseMergeUndo((await area.get(MERGE_UNDO_KEY))[MERGE_UNDO_KEY]);
    },

    async readLastDomain() {
      return parseDomain((await area.get(LAST_DOMAIN_KEY))[LAST_DOMAIN_KEY]);
    },

    async readLabels() {
      return parseKnownLabels((await area.get(LABELS_KEY))[LABELS_KEY]);
    },

    async readLastBackup() {
      return parseLastBackup((await area.get(LAST_BACKUP_KEY))[LAST_BACKUP_KEY]);
    },

    async readGone() {
      const value = (await area.get(GONE_KEY))[GONE_KEY];
      return parseGone(value) ?? ifNewer(value, GONE_VERSION);
    },

    async readKnownDate() {
      return parseKnownDate((await area.get(KNOWN_DATE_KEY))[KNOWN_DATE_KEY]);
    },

    async readPictureIds(pageKeys) {
      const items = await area.get([...pageKeys].map((page) => PICTURE_PREFIX + page));
      return new Set(
        Object.values(items)
          .map(pictureIdIn)
          .filter((id) => id !== undefined),
      );
    },

    async readApplications(ids) {
      const items = await area.get(ids.flatMap((id) => [APPLICATION_PREFIX + id, COPY_PREFIX + id]));
      return changedApplications(Object.entries(items));
    },

    async readRescue() {
      return parseRescue((await area.get(RESCUE_KEY))[RESCUE_KEY]);
    },

    async readTallies(pageKeys) {
      const names = new Set([...pageKeys].flatMap((page) => Object.values(tallyNames(page))));
      const items = await area.get([...names].map((name) => TALLY_PREFIX + name));
      return new Map(
        under(TALLY_PREFIX, Object.entries(items)).map(([name, value]) => [name, countOf(value)]),
      );
    },

    async write(batch) {
      const { summary, settings, lastAction, mergeUndo, lastDomain, labels, lastBackup, rescue } = batch;
      const { gone, knownDate } = batch;
      const items = {
        ...keyed(EVIDENCE_PREFIX, batch.evidence),
        ...(await changedDrafts(batch.drafts)),
        ...keyed(PICTURE_PREFIX, batch.pictures),
        ...keyed(TALLY_PREFIX, batch.tallies),
        ...keyed(APPLICATION_PREFIX, batch.applications),
        ...keyed(COPY_PREFIX, batch.copies),
        ...(summary && { [SUMMARY_KEY]: summary }),
        ...(settings && { [SETTINGS_KEY]: settings }),
        ...(lastAction !== undefined && { [LAST_ACTION_KEY]: lastAction }),
        ...(mergeUndo !== undefined && { [MERGE_UNDO_KEY]: mergeUndo }),
        ...(lastDomain && { [LAST_DOMAIN_KEY]: lastDomain }),
        ...(labels && { [LABELS_KEY]: labels }),
        ...(lastBackup && { [LAST_BACKUP_KEY]: lastBackup }),
        ...(gone && { [GONE_KEY]: gone }),
        ...(knownDate && { [KNOWN_DATE_KEY]: knownDate }),
        ...(rescue !== undefined && { [RESCUE_KEY]: rescue }),
      };
      await area.set(items);
    },

    async readContents() {
      return contentsAmong(await area.get(null));
    },

    async restore({ put, summary, tallies, erase }) {
      const counted = { ...keyed(TALLY_PREFIX, tallies), [SUMMARY_KEY]: summary };
      await area.set({ ...put, ...counted, [LAST_ACTION_KEY]: null, [MERGE_UNDO_KEY]: null });
      if (erase.length === 0) return;
      await area.remove([...erase]).catch((error: unknown) => {
        console.error('What is no longer in the list could not be erased yet:', error);
      });
    },

    async eraseEverything() {
      await area.clear();
    },

    async erase(ids, { pages = [], tallies = [], lastAction = false } = {}) {
      await area.remove([
        ...ids.map((id) => EVIDENCE_PREFIX + id),
        ...pages.flatMap((page) => [DRAFT_PREFIX + page, WAITING_PREFIX + page, PICTURE_PREFIX + page]),
        ...tallies.map((name) => TALLY_PREFIX + name),
        ...(lastAction ? [LAST_ACTION_KEY] : []),
      ]);
    },

    async eraseDrafts(pageKeys) {
      await area.remove(pageKeys.map((key) => DRAFT_PREFIX + key));
    },

    async erasePictures(pageKeys) {
      await area.remove(pageKeys.map((key) => PICTURE_PREFIX + key));
    },

    async eraseTallies(names) {
      await area.remove(names.map((name) => TALLY_PREFIX + name));
    },

    async eraseApplications(ids, copies = []) {
      await area.remove([
        ...ids.map((id) => APPLICATION_PREFIX + id),
        ...copies.map((id) => COPY_PREFIX + id),
      ]);
    },

    subscribe(listener) {
      const onChanged: StorageListener = (changes) => {
        const now = Object.entries(changes).map(([key, { newValue }]): Entry => [key, newValue]);
        let evidence: StoredChanges['evidence'] | undefined;
        const pictures = under(PICTURE_PREFIX, now).map(
          ([page, value]) => [page, parsePicture(value)] as const,
        );
        const settings = changes[SETTINGS_KEY];
        const rescue = changes[RESCUE_KEY];
        const merge = changes[MERGE_UNDO_KEY];
        listener({
          ids: under(EVIDENCE_PREFIX, now).map(([id]) => id),
          // They may be thousands, and most that listen do not ask for them.
          get evidence() {
            evidence ??= new Map(under(EVIDENCE_PREFIX, now).map(([id, value]) => [id, parseIfThere(value)]));
            return evidence;
          },
          drafts: new Map(under(DRAFT_PREFIX, now).map(([page, value]) => [page, parseDraft(value)])),
          pictures: new Map(pictures),
          ...changedApplications(now),
          summary: parseSummary(changes[SUMMARY_KEY]?.newValue),
          settings: settings && parseSettings(settings.newValue),
          lastBackup: parseLastBackup(changes[LAST_BACKUP_KEY]?.newValue),
          rescue: rescue && (parseRescue(rescue.newValue) ?? null),
          lastMerge: merge && (parseLastMerge(merge.newValue) ?? null),
          knownDate: parseKnownDate(changes[KNOWN_DATE_KEY]?.newValue),
        });
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };

  /** @returns the parts of drafts that say something else now: of what was only selected, nothing goes to the list */
  async function changedDrafts(drafts: Batch['drafts'] = new Map()): Promise<Record<string, Draft | null>> {
    if (drafts.size === 0) return {};
    const parts = [...drafts].flatMap(([page, draft]) => {
      const { kept, waiting } = draftParts(draft);
      return [[DRAFT_PREFIX + page, kept] as const, [WAITING_PREFIX + page, waiting] as const];
    });
    const before = await area.get(parts.map(([key]) => key));
    return Object.fromEntries(parts.filter(([key, part]) => !sameDraft(before[key], part)));
  }
}

/** What a record of {@link Contents} is. */
export type ContentKind = 'evidence' | 'picture' | 'settings' | 'application' | 'application-copy' | 'other';

/** @returns what a snapshot holds of records, by key; a record that is null is none */
export function contentsAmong(records: Contents): Contents {
  return Object.fromEntries(Object.entries(records).filter(([key, value]) => value !== null && !passes(key)));
}

/** @returns what kind of record a key of {@link Contents} has; `other` for one that this code does not know */
export function contentKind(key: string): ContentKind {
  if (key.startsWith(EVIDENCE_PREFIX)) return 'evidence';
  if (key.startsWith(PICTURE_PREFIX)) return 'picture';
  if (key.startsWith(APPLICATION_PREFIX)) return 'application';
  if (key.startsWith(COPY_PREFIX)) return 'application-copy';
  return key === SETTINGS_KEY ? 'settings' : 'other';
}

/** @returns the applications in contents, or in all that is stored */
export function applicationsIn(contents: Contents): Applications {
  return applicationsAmong(Object.entries(contents));
}

function applicationsAmong(records: readonly Entry[]): Applications {
  const all = new Map<string, Application>();
  const newer = new Set<string>();
  const unreadable = new Set<string>();
  const copies = new Map<string, ApplicationCopy>();
  const { applications: found, copies: foundCopies } = changedApplications(records);
  for (const [id, stored] of found) {
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) all.set(id, stored.application);
    if (stored?.state === 'newer') newer.add(id);
  }
  for (const [id, stored] of foundCopies) {
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) copies.set(id, stored.copy);
  }
  return { all, newer, unreadable, copies };
}

/** A record that is null is none: it is about to be erased. */
function changedApplications(records: readonly Entry[]): Pick<StoredChanges, 'applications' | 'copies'> {
  return {
    applications: new Map(
      under(APPLICATION_PREFIX, records).map(([id, value]) => [id, ifThere(value, parseApplication)]),
    ),
    copies: new Map(under(COPY_PREFIX, records).map(([id, value]) => [id, ifThere(value, parseCopy)])),
  };
}

function ifThere<T>(value: unknown, parse: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : parse(value);
}

/** @returns the piece that is stored under a key of {@link Contents}; undefined where the key is not one of a piece */
export function pieceAt(key: string, value: unknown): StoredEvidence | undefined {
  return contentKind(key) === 'evidence' ? parseIfThere(value) : undefined;
}

/** @returns every piece in contents that can be read, by id */
export function piecesIn(contents: Contents): ReadonlyMap<EvidenceId, Evidence> {
  const pieces = new Map<EvidenceId, Evidence>();
  for (const [id, value] of under(EVIDENCE_PREFIX, Object.entries(contents))) {
    const stored = parseEvidence(value);
    if (stored.state !== 'unreadable') pieces.set(id, stored.evidence);
  }
  return pieces;
}

/** @returns whether what lies under a key is what this code, or a newer version, could have put there */
export function isSound(key: string, value: unknown): boolean {
  if (key.startsWith(EVIDENCE_PREFIX)) return parseEvidence(value).state !== 'unreadable';
  // An emptied record is null.
  if (value === null) return true;
  if (key.startsWith(DRAFT_PREFIX)) return isKnown(parseDraft(value), value, DRAFT_VERSION);
  if (key.startsWith(PICTURE_PREFIX)) return isKnown(parsePicture(value), value, PICTURE_VERSION);
  if (key.startsWith(APPLICATION_PREFIX)) return parseApplication(value).state !== 'unreadable';
  if (key.startsWith(COPY_PREFIX)) return parseCopy(value).state !== 'unreadable';
  return key !== SETTINGS_KEY || typeof value === 'object';
}

function isKnown(parsed: unknown, value: unknown, known: number): boolean {
  return parsed !== undefined || ifNewer(value, known) === 'newer';
}

/** @returns whether the second copy has what lies under a key: all that snapshots have, and a little more */
export function isCopied(key: string): boolean {
  return !passes(key) || isAmong(key, COPIED_ALL_THE_SAME);
}

function passes(key: string): boolean {
  return isAmong(key, PASSING);
}

function isAmong(key: string, { keys, prefixes }: typeof PASSING): boolean {
  return keys.includes(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

/** A stored record with its key. */
type Entry = [key: string, value: unknown];

/** @returns those of records whose keys have a prefix, by the rest of the key */
function under(prefix: string, records: readonly Entry[]): Entry[] {
  return records
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
}

/** The other way round. */
function keyed<T>(prefix: string, records: ReadonlyMap<string, T> = new Map()): Record<string, T> {
  return Object.fromEntries(Array.from(records, ([name, value]) => [prefix + name, value]));
}

function readable<T>(
  records: readonly [string, unknown][],
  parse: (value: unknown) => T | undefined,
): ReadonlyMap<string, T> {
  const parsed = new Map<string, T>();
  for (const [name, value] of records) {
    const record = parse(value);
    if (record !== undefined) parsed.set(name, record);
  }
  return parsed;
}

function emptied(records: readonly [string, unknown][]): string[] {
  return records.filter(([, value]) => value === null).map(([name]) => name);
}

function ifNewer(value: unknown, known: number): 'newer' | undefined {
  return (versionOf(value) ?? 0) > known ? 'newer' : undefined;
}

function parseIfThere(value: unknown): StoredEvidence | undefined {
  return value === undefined ? undefined : parseEvidence(value);
}
