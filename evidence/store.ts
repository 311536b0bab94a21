/**
 * The one owner of storage: this file alone knows how things lie in it and reads and writes it.
 *
 * - `evidence:<domain>:<page key>` one piece of evidence
 * - `draft:<page key>` what was typed or chosen about a page and is not part of a piece yet
 * - `picture:<page key>` what is known of the page's picture; its pixels are in picture-store.ts
 * - `last-action` what was done last in the popup, for Undo
 * - `last-domain` the domain that was last tagged, for the shortcut
 * - `labels` the labels used so far, to offer them again
 * - `summary` how many pieces each domain has
 * - `tally:<name>` how many pieces there are at a site or a path
 * - `settings` what the teacher chose
 *
 * One key a piece, so that tagging costs the same however long the list is and two writes cannot
 * overwrite each other; summary and tallies go in the same call as the pieces they count, and one call
 * is atomic in both browsers.
 */
import { type Draft, parseDraft } from './draft.ts';
import {
  type Evidence,
  type EvidenceId,
  evidenceId,
  isLive,
  parseEvidence,
  type StoredEvidence,
} from './evidence.ts';
import { parseKnownLabels } from './known-labels.ts';
import { concerns, type LastAction, parseLastAction } from './last-action.ts';
import {
  type DomainCounts,
  forEachDomain,
  MISSION_DOMAINS,
  type MissionDomain,
  parseDomain,
} from './mission-domain.ts';
import { pageKey } from './page-address.ts';
import { type Picture, parsePicture } from './picture.ts';
import { parseSettings, type Settings } from './settings.ts';
import { parseSummary, type Summary } from './summary.ts';
import { type Tallies, tallyNames } from './tally.ts';

const EVIDENCE_PREFIX = 'evidence:';
const DRAFT_PREFIX = 'draft:';
const PICTURE_PREFIX = 'picture:';
const TALLY_PREFIX = 'tally:';
const LAST_ACTION_KEY = 'last-action';
const LAST_DOMAIN_KEY = 'last-domain';
const LABELS_KEY = 'labels';
const SUMMARY_KEY = 'summary';
const SETTINGS_KEY = 'settings';

/** The part of the browser's `storage.local` that is used; tests hand in another. */
export interface StorageArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  readonly onChanged: {
    addListener(listener: StorageListener): void;
    removeListener(listener: StorageListener): void;
  };
}

type StorageListener = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>) => void;

/** What the popup needs to know about one page. */
export interface PageEvidence {
  /** What is stored under each domain for this page, pieces that were taken off included. */
  readonly byDomain: Readonly<Record<MissionDomain, StoredEvidence | undefined>>;
  /** What was typed or chosen about the page and is not part of a piece yet. */
  readonly draft: Draft | undefined;
  readonly picture: Picture | undefined;
  /** What was done last, if that was on this page. */
  readonly lastAction: LastAction | undefined;
  /** How many pieces there are elsewhere: at the same path, and at other paths of the same site. */
  readonly nearby: { readonly samePath: number; readonly sameSite: number };
  readonly counts: DomainCounts;
  /** The summary was missing or contradicts what is here: ask the writer to rebuild it. */
  readonly summaryIsWrong: boolean;
}

/** The whole list, as the evidence page needs it. */
export interface EvidenceList {
  /** Every readable piece by id, pieces that were taken off included. */
  readonly pieces: ReadonlyMap<EvidenceId, Evidence>;
  /** Ids of pieces written by a newer version: shown, not changed. */
  readonly newer: ReadonlySet<EvidenceId>;
  /** Ids of what could not be read; it is left as it is. */
  readonly unreadable: ReadonlySet<EvidenceId>;
  /** What was typed or chosen about pages, by page key; undefined where it is unreadable. */
  readonly drafts: ReadonlyMap<string, Draft | undefined>;
  /** What is stored under the pages' picture keys, by page key; undefined where there is no picture left. */
  readonly pictures: ReadonlyMap<string, Picture | undefined>;
  readonly tallies: Tallies;
  /** What the stored summary says; undefined where it is missing. */
  readonly summary: Summary | undefined;
}

/** What changed in the storage, for the views that are open. */
export interface StoredChanges {
  /** The changed pieces; undefined for one that is gone altogether. */
  readonly evidence: ReadonlyMap<EvidenceId, StoredEvidence | undefined>;
  /** The changed pictures by page key; undefined for one that is gone. */
  readonly pictures: ReadonlyMap<string, Picture | undefined>;
  readonly summary: Summary | undefined;
  readonly settings: Settings | undefined;
}

/** Records to put, all in one call. */
export interface Batch {
  readonly evidence?: ReadonlyMap<EvidenceId, Evidence>;
  readonly summary?: Summary;
  readonly settings?: Settings;
  readonly tallies?: Tallies;
  /** null: there is nothing left to undo. */
  readonly lastAction?: LastAction | null;
  readonly lastDomain?: MissionDomain;
  readonly labels?: readonly string[];
  readonly draft?: { readonly url: string; readonly draft: Draft };
  /** null: the page has no picture any more. */
  readonly picture?: { readonly url: string; readonly picture: Picture | null };
}

/** Reads and writes the storage. Every method rejects when the browser's storage fails. */
export interface Store {
  readSettings(): Promise<Settings>;
  /** @param url the page's http(s) address; undefined for a page that cannot be tagged: counts only */
  readPage(url: string | undefined): Promise<PageEvidence>;
  readAll(): Promise<EvidenceList>;
  readSome(ids: readonly EvidenceId[]): Promise<ReadonlyMap<EvidenceId, StoredEvidence>>;
  readSummary(): Promise<Summary | undefined>;
  readDraft(url: string): Promise<Draft | undefined>;
  readPicture(url: string): Promise<Picture | undefined>;
  readLastAction(): Promise<LastAction | undefined>;
  /** @returns the domain that was last tagged, if any was */
  readLastDomain(): Promise<MissionDomain | undefined>;
  /** @returns the labels used so far, the last used first */
  readLabels(): Promise<readonly string[]>;
  /** @returns the stored counts of the sites and paths of these pages, by name */
  readTallies(pageKeys: Iterable<string>): Promise<Tallies>;
  write(batch: Batch): Promise<void>;
  erase(ids: readonly EvidenceId[]): Promise<void>;
  eraseDrafts(pageKeys: readonly string[]): Promise<void>;
  erasePictures(pageKeys: readonly string[]): Promise<void>;
  eraseTallies(names: readonly string[]): Promise<void>;
  /** @returns the function that ends the subscription. */
  subscribe(listener: (changes: StoredChanges) => void): () => void;
}

/** @returns the store over a storage area. */
export function createStore(area: StorageArea): Store {
  return {
    async readSettings() {
      return parseSettings((await area.get(SETTINGS_KEY))[SETTINGS_KEY]);
    },

    async readPage(url) {
      const page = url && pageKey(url);
      const keys = forEachDomain((domain) => url && keyOf(evidenceId(domain, url)));
      const pageKeys = page === undefined ? [] : [DRAFT_PREFIX + page, PICTURE_PREFIX + page];
      const tallies = page === undefined ? {} : tallyNames(page);
      const wanted = [SUMMARY_KEY, LAST_ACTION_KEY, ...pageKeys, ...Object.values(keys)];
      const items = await area.get([
        ...wanted.filter((key) => key !== undefined),
        ...Object.values(tallies).map((name) => TALLY_PREFIX + name),
      ]);
      const byDomain = forEachDomain((domain) => parseIfThere(items[keys[domain] ?? '']));
      const here = MISSION_DOMAINS.filter((domain) => liveIn(byDomain[domain])).length;
      const tally = (name: string | undefined) => countOf(items[TALLY_PREFIX + name]);
      const atPath = Math.max(here, tally(tallies.path));
      const summary = parseSummary(items[SUMMARY_KEY]);
      const contradicted = MISSION_DOMAINS.some(
        (domain) => liveIn(byDomain[domain]) && summary?.counts[domain] === 0,
      );
      const lastAction = parseLastAction(items[LAST_ACTION_KEY]);
      const isHere = lastAction && page !== undefined && concerns(lastAction, page);
      return {
        byDomain,
        draft: parseDraft(items[DRAFT_PREFIX + page]),
        picture: parsePicture(items[PICTURE_PREFIX + page]),
        lastAction: isHere ? lastAction : undefined,
        nearby: {
          samePath: atPath - here,
          sameSite: Math.max(0, tally(tallies.site) - atPath),
        },
        counts: summary?.counts ?? forEachDomain((domain) => (liveIn(byDomain[domain]) ? 1 : 0)),
        summaryIsWrong: !summary || contradicted,
      };
    },

    async readAll() {
      const items = await area.get(null);
      const pieces = new Map<EvidenceId, Evidence>();
      const newer = new Set<EvidenceId>();
      const unreadable = new Set<EvidenceId>();
      const drafts = new Map<string, Draft | undefined>();
      const pictures = new Map<string, Picture | undefined>();
      const tallies = new Map<string, number>();
      for (const [key, value] of Object.entries(items)) {
        if (key.startsWith(DRAFT_PREFIX)) drafts.set(key.slice(DRAFT_PREFIX.length), parseDraft(value));
        if (key.startsWith(PICTURE_PREFIX)) {
          pictures.set(key.slice(PICTURE_PREFIX.length), parsePicture(value));
        }
        if (key.startsWith(TALLY_PREFIX)) tallies.set(key.slice(TALLY_PREFIX.length), countOf(value));
        if (!key.startsWith(EVIDENCE_PREFIX)) continue;
        const id = idOf(key);
        const stored = parseEvidence(value);
        if (stored.state === 'unreadable') unreadable.add(id);
        else pieces.set(id, stored.evidence);
        if (stored.state === 'newer') newer.add(id);
      }
      const summary = parseSummary(items[SUMMARY_KEY]);
      return { pieces, newer, unreadable, drafts, pictures, tallies, summary };
    },

    async readSome(ids) {
      const items = await area.get(ids.map(keyOf));
      return new Map(Object.entries(items).map(([key, value]) => [idOf(key), parseEvidence(value)]));
    },

    async readSummary() {
      return parseSummary((await area.get(SUMMARY_KEY))[SUMMARY_KEY]);
    },

    async readDraft(url) {
      const key = draftKeyOf(url);
      return parseDraft((await area.get(key))[key]);
    },

    async readPicture(url) {
      const key = PICTURE_PREFIX + pageKey(url);
      return parsePicture((await area.get(key))[key]);
    },

    async readLastAction() {
      return parseLastAction((await area.get(LAST_ACTION_KEY))[LAST_ACTION_KEY]);
    },

    async readLastDomain() {
      return parseDomain((await area.get(LAST_DOMAIN_KEY))[LAST_DOMAIN_KEY]);
    },

    async readLabels() {
      return parseKnownLabels((await area.get(LABELS_KEY))[LABELS_KEY]);
    },

    async readTallies(pageKeys) {
      const names = new Set([...pageKeys].flatMap((page) => Object.values(tallyNames(page))));
      const items = await area.get([...names].map((name) => TALLY_PREFIX + name));
      return new Map(
        Object.entries(items).map(([key, value]) => [key.slice(TALLY_PREFIX.length), countOf(value)]),
      );
    },

    async write({ evidence, summary, settings, tallies, lastAction, lastDomain, labels, draft, picture }) {
      const items: Record<string, unknown> = {};
      for (const [id, piece] of evidence ?? []) items[keyOf(id)] = piece;
      for (const [name, count] of tallies ?? []) items[TALLY_PREFIX + name] = count;
      if (lastDomain) items[LAST_DOMAIN_KEY] = lastDomain;
      if (labels) items[LABELS_KEY] = labels;
      if (picture) items[PICTURE_PREFIX + pageKey(picture.url)] = picture.picture;
      if (summary) items[SUMMARY_KEY] = summary;
      if (settings) items[SETTINGS_KEY] = settings;
      if (lastAction !== undefined) items[LAST_ACTION_KEY] = lastAction;
      if (draft) items[draftKeyOf(draft.url)] = draft.draft;
      await area.set(items);
    },

    async erase(ids) {
      await area.remove(ids.map(keyOf));
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

    subscribe(listener) {
      const onChanged: StorageListener = (changes) => {
        const evidence = new Map<EvidenceId, StoredEvidence | undefined>();
        const pictures = new Map<string, Picture | undefined>();
        for (const [key, { newValue }] of Object.entries(changes)) {
          if (key.startsWith(EVIDENCE_PREFIX)) evidence.set(idOf(key), parseIfThere(newValue));
          if (key.startsWith(PICTURE_PREFIX)) {
            pictures.set(key.slice(PICTURE_PREFIX.length), parsePicture(newValue));
          }
        }
        const settings = changes[SETTINGS_KEY];
        listener({
          evidence,
          pictures,
          summary: parseSummary(changes[SUMMARY_KEY]?.newValue),
          settings: settings && parseSettings(settings.newValue),
        });
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}

function draftKeyOf(url: string): string {
  return DRAFT_PREFIX + pageKey(url);
}

function keyOf(id: EvidenceId): string {
  return EVIDENCE_PREFIX + id;
}

function idOf(key: string): EvidenceId {
  return key.slice(EVIDENCE_PREFIX.length);
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

function parseIfThere(value: unknown): StoredEvidence | undefined {
  return value === undefined ? undefined : parseEvidence(value);
}

function liveIn(stored: StoredEvidence | undefined): boolean {
  return stored !== undefined && stored.state !== 'unreadable' && isLive(stored.evidence);
}
