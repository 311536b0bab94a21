import type { Command } from '../../evidence/commands/index.ts';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import type { Say } from '../words.tsx';

/** How an action is undone. */
interface Undoing {
  readonly command: Command;
  /** What is said when that is done. */
  readonly say: Say;
  /** Where it was done; undefined where it was done to the page. */
  readonly domain: MissionDomain | undefined;
}

/**
 * @param page the page that is shown, with its own title
 * @returns what undoes what was done last on it
 */
export function undoing(
  { id, kind, domain }: LastAction,
  { url, title }: { readonly url: string | undefined; readonly title: string | undefined },
): Undoing {
  const number = domain && domainNumber(domain);
  // What was typed and selected before a domain was chosen waits for another one again.
  const isTag = kind === 'tagged' && url !== undefined && title !== undefined;
  return {
    command: { type: 'undo', id, ...(isTag && { page: { url, title } }) },
    say: (t) => {
      if (kind === 'picture-saved' || kind === 'picture-removed') return t('screenshot.undone');
      if (kind === 'tagged') return t('tag.undone', { number });
      return kind === 'deleted' ? t('popup.tagged', { number }) : t('quote.undone', { number });
    },
    domain,
  };
}
