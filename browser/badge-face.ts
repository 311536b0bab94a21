import { isLive } from '../evidence/piece/piece.ts';
import type { PageEvidence } from '../evidence/storage/page-evidence.ts';
import type { BackgroundWords } from '../locales/background-words.ts';

/** What the toolbar button says: a sign on it, and words when it is pointed at. */
export interface BadgeFace {
  /** '' where there is nothing to say. */
  readonly text: string;
  readonly title: string;
}

/**
 * @param page what is stored of a page; undefined for one that cannot be tagged or is not known
 * @returns under how many domains it is tagged, in a digit and in words
 */
export function badgeFace(
  page: Pick<PageEvidence, 'byDomain'> | undefined,
  { t }: Pick<BackgroundWords, 't'>,
): BadgeFace {
  const count = Object.values(page?.byDomain ?? {}).filter(
    (stored) => stored !== undefined && stored.state !== 'unreadable' && isLive(stored.evidence),
  ).length;
  return count === 0
    ? { text: '', title: t('manifest.actionTitle') }
    : { text: String(count), title: t('menu.tagged', { count }) };
}
