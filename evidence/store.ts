/**
 * The one owner of storage: this file alone knows how things lie in it and reads and writes it.
 *
 * - `evidence:<domain>:<page key>` one piece of evidence
 * - `draft:<page key>` what was typed about a page before it was tagged
 * - `last-action` what was tagged or taken off last, for Undo
 * - `summary` how many pieces each domain has
 * - `settings` what the teacher chose
 *
 * One key a piece, so that tagging costs the same however long the list is and two writes cannot
 * overwrite each other; the summary goes in the same call as the pieces it counts, and one call is
 * atomic in both browsers.
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
import { type LastAction, parseLastAction } from './last-action.ts';
import { type DomainCounts, forEachDomain, MISSION_DOMAINS, type MissionDomain } from './mission-domain.ts';
import { pageKey } from './page-address.ts';
import { parseSettings, type Settings } from './settings.ts';
import { parseSummary, type Summary } from './summary.ts';

const EVIDENCE_PREFIX = 'evidence:';
const DRAFT_PREFIX = 'draft:';
const LAST_ACTION_KEY = 'last-action';
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
  /** The title typed before the page was tagged. */
  readonly draftTitle: string | undefined;
  /** What was tagged or taken off last, if that was on this page. */
  readonly lastAction: LastAction | undefined;
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
  /** What was typed about pages before they were tagged, by page key; undefined where it is unreadable. */
  readonly drafts: ReadonlyMap<string, Draft | undefined>;
  /** What the stored summary says; undefined where it is missing. */
  readonly summary: Summary | undefined;
}

/** What changed in the storage, for the views that are open. */
export interface StoredChanges {
  /** The changed pieces; undefined for one that is gone altogether. */
  readonly evidence: ReadonlyMap<EvidenceId, StoredEvidence | undefined>;
  readonly summary: Summary | undefined;
  readonly settings: Settings | undefined;
}

/** Records to put, all in one call. */
export interface Batch {
  readonly evidence?: ReadonlyMap<EvidenceId, Evidence>;
  readonly summary?: Summary;
  readonly settings?: Settings;
  /** null: there is nothing left to undo. */
  readonly lastAction?: LastAction | null;
  readonly draft?: { readonly url: string; readonly draft: Draft };
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
  write(batch: Batch): Promise<void>;
  erase(ids: readonly EvidenceId[]): Promise<void>;
  eraseDrafts(pageKeys: readonly string[]): Promise<void>;
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
      const keys = forEachDomain((domain) => url && keyOf(evidenceId(domain, url)));
      const draftKey = url && draftKeyOf(url);
      const wanted = [SUMMARY_KEY, LAST_ACTION_KEY, draftKey, ...Object.values(keys)];
      const items = await area.get(wanted.filter((key) => key !== undefined));
      const byDomain = forEachDomain((domain) => parseIfThere(items[keys[domain] ?? '']));
      const summary = parseSummary(items[SUMMARY_KEY]);
      const contradicted = MISSION_DOMAINS.some(
        (domain) => liveIn(byDomain[domain]) && summary?.counts[domain] === 0,
      );
      const lastAction = parseLastAction(items[LAST_ACTION_KEY]);
      const isHere = lastAction && Object.values(keys).includes(keyOf(lastAction.change.id));
      return {
        byDomain,
        draftTitle: parseDraft(items[draftKey ?? ''])?.title,
        lastAction: isHere ? lastAction : undefined,
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
      for (const [key, value] of Object.entries(items)) {
        if (key.startsWith(DRAFT_PREFIX)) drafts.set(key.slice(DRAFT_PREFIX.length), parseDraft(value));
        if (!key.startsWith(EVIDENCE_PREFIX)) continue;
        const id = idOf(key);
        const stored = parseEvidence(value);
        if (stored.state === 'unreadable') unreadable.add(id);
        else pieces.set(id, stored.evidence);
        if (stored.state === 'newer') newer.add(id);
      }
      return { pieces, newer, unreadable, drafts, summary: parseSummary(items[SUMMARY_KEY]) };
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

    async write({ evidence, summary, settings, lastAction, draft }) {
      const items: Record<string, unknown> = {};
      for (const [id, piece] of evidence ?? []) items[keyOf(id)] = piece;
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

    subscribe(listener) {
      const onChanged: StorageListener = (changes) => {
        const evidence = Object.entries(changes)
          .filter(([key]) => key.startsWith(EVIDENCE_PREFIX))
          .map(([key, { newValue }]) => [idOf(key), parseIfThere(newValue)] as const);
        const settings = changes[SETTINGS_KEY];
        listener({
          evidence: new Map(evidence),
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

function parseIfThere(value: unknown): StoredEvidence | undefined {
  return value === undefined ? undefined : parseEvidence(value);
}

function liveIn(stored: StoredEvidence | undefined): boolean {
  return stored !== undefined && stored.state !== 'unreadable' && isLive(stored.evidence);
}
