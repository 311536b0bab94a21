/** Reads the records of one page: a handful of keys, however long the list is. */

import { type DomainCounts, forEachDomain, MISSION_DOMAINS } from '../mission-domain.ts';
import { pageKey } from '../page/page-address.ts';
import { countOf, tallyNames } from '../page/tally-names.ts';
import type { StoredPiece } from '../piece/piece.ts';
import { isLive } from '../piece/piece-id.ts';
import type { PageRecords, RawRecords } from './parse-page.ts';
import { parseSummary } from './parse-summary.ts';
import type { Records } from './record-kind.ts';
import type { RecoveryReport } from './recovery-report.ts';
import {
  DRAFT_PREFIX,
  EVIDENCE_PREFIX,
  LAST_ACTION_KEY,
  PICTURE_PREFIX,
  RECOVERY_REPORT_KEY,
  SUMMARY_KEY,
  TALLY_PREFIX,
  WAITING_PREFIX,
} from './storage-keys.ts';
import type { ReadingStore } from './store.ts';

/** Everything that the popup needs to know about one page. */
export interface PageEvidence extends PageRecords {
  /** How many pieces there are on other pages: at the same path, and at other paths of the same site. */
  readonly nearby: { readonly samePath: number; readonly sameSite: number };
  readonly counts: DomainCounts;
  /** Result of the last comparison with the mirror, until it is dismissed. */
  readonly recoveryReport: RecoveryReport | undefined;
  /** Summary or tallies are missing, or contradict these records: ask the writer to rebuild them. */
  readonly summaryIsWrong: boolean;
}

/**
 * Reads the data that the popup shows about a page. Most pages have no records, so the code that parses
 * records is loaded only for those that do.
 * @param url the page's http(s) address; undefined for a page that can't be tagged: counts only
 */
export async function readPage(
  store: Pick<ReadingStore, 'readRecords'>,
  url: string | undefined,
): Promise<PageEvidence> {
  const page = url === undefined ? undefined : pageKey(url);
  const keys = page === undefined ? undefined : keysOf(page);
  const items = await store.readRecords([
    SUMMARY_KEY,
    LAST_ACTION_KEY,
    RECOVERY_REPORT_KEY,
    ...(keys?.all ?? []),
  ]);
  const raw = keys && page !== undefined && recordsIn(items, page, keys);
  const found = items[RECOVERY_REPORT_KEY] ?? undefined;
  const loaded = raw || found !== undefined ? await import('./parse-page.ts') : undefined;
  const records = raw && loaded ? loaded.parsePage(raw) : NO_RECORDS;
  const { byDomain } = records;
  const here = MISSION_DOMAINS.filter((domain) => liveIn(byDomain[domain])).length;
  const atPath = keys?.path ? countOf(items[keys.path]) : here;
  const atSite = keys?.site ? countOf(items[keys.site]) : here;
  const summary = parseSummary(items[SUMMARY_KEY]);
  const contradicted =
    atPath < here ||
    atSite < atPath ||
    MISSION_DOMAINS.some((domain) => liveIn(byDomain[domain]) && summary?.counts[domain] === 0);
  return {
    ...records,
    nearby: {
      samePath: Math.max(0, atPath - here),
      sameSite: Math.max(0, atSite - Math.max(atPath, here)),
    },
    counts: summary?.counts ?? forEachDomain((domain) => (liveIn(byDomain[domain]) ? 1 : 0)),
    recoveryReport: loaded?.parseRecoveryReport(found),
    summaryIsWrong: !summary || contradicted,
  };
}

const NO_RECORDS: PageRecords = {
  byDomain: forEachDomain(() => undefined),
  draft: undefined,
  picture: undefined,
  lastAction: undefined,
};

/** Keys of all records that may exist about one page. */
function keysOf(page: string) {
  const { site, path } = tallyNames(page);
  const evidence = forEachDomain((domain) => `${EVIDENCE_PREFIX}${domain}:${page}`);
  const keys = {
    draft: DRAFT_PREFIX + page,
    waiting: WAITING_PREFIX + page,
    picture: PICTURE_PREFIX + page,
    site: site && TALLY_PREFIX + site,
    path: path && TALLY_PREFIX + path,
  };
  const all = [...Object.values(evidence), ...Object.values(keys)].filter((key) => key !== undefined);
  return { evidence, ...keys, all };
}

/**
 * @returns the page's records; undefined if nothing was ever stored about it. Then the last action was not on
 *   this page either, because each action leaves a record, even if it is a trace or null
 */
function recordsIn(
  items: Records,
  page: string,
  { evidence, draft, waiting, picture }: ReturnType<typeof keysOf>,
): RawRecords | undefined {
  const own = [...Object.values(evidence), draft, waiting, picture];
  if (own.every((key) => items[key] === undefined)) return undefined;
  return {
    page,
    byDomain: forEachDomain((domain) => items[evidence[domain]]),
    draft: items[draft],
    waiting: items[waiting],
    picture: items[picture],
    lastAction: items[LAST_ACTION_KEY],
  };
}

function liveIn(stored: StoredPiece | undefined): boolean {
  return stored !== undefined && stored.state !== 'unreadable' && isLive(stored.piece);
}
