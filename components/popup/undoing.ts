import type { Command } from '../../evidence/commands/index.ts';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import type { Say } from '../words.tsx';

/** How to undo an action. */
interface Undoing {
  readonly command: Command;
  /** The message once it is undone. */
  readonly say: Say;
  /** The domain of the action; undefined if it concerned the page. */
  readonly domain: MissionDomain | undefined;
}

/**
 * @param page the page shown, with its own title
 * @returns how to undo the last action on it
 */
export function undoing(
  { id, kind, domain }: LastAction,
  { url, title }: { readonly url: string | undefined; readonly title: string | undefined },
): Undoing {
  const number = domain && domainNumber(domain);
  // The text typed and the passages selected before a domain was chosen wait for another domain again.
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
