import { isLive } from '../evidence/piece/piece.ts';
import type { PageEvidence } from '../evidence/storage/page-evidence.ts';
import type { BackgroundWords } from '../locales/background-words.ts';

/** The look of the toolbar button: a sign on it, and a tooltip. */
export interface BadgeFace {
  /** '' for no sign. */
  readonly text: string;
  readonly title: string;
}

/**
 * @param page the records of a page; undefined for one that is unknown or cannot be tagged
 * @returns how many domains it is tagged under, as a digit and in words
 */
export function badgeFace(
  page: Pick<PageEvidence, 'byDomain'> | undefined,
  { t }: Pick<BackgroundWords, 't'>,
): BadgeFace {
  const count = Object.values(page?.byDomain ?? {}).filter(
    (stored) => stored !== undefined && stored.state !== 'unreadable' && isLive(stored.piece),
  ).length;
  return count === 0
    ? { text: '', title: t('manifest.actionTitle') }
    : { text: String(count), title: t('menu.tagged', { count }) };
}
