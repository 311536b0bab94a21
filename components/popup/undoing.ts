import type { Command } from '../../evidence/commands/command.ts';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { pageKey } from '../../evidence/page/page-address.ts';
import type { Evidence } from '../../evidence/piece/evidence.ts';
import { type Quote, withQuote } from '../../evidence/piece/quote.ts';
import type { DraftChange } from '../../evidence/storage/draft.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import type { Say } from '../words.tsx';
import { notIn } from './not-in.ts';

/** The page as the popup shows it. */
interface Shown {
  readonly url: string | undefined;
  /** Its own title, whatever was made of it. */
  readonly title: string | undefined;
  /** The pieces that it is tagged with. */
  readonly live: readonly Evidence[];
  /** What waits for a domain. */
  readonly quotes: readonly Quote[];
}

/** How an action is taken back. */
interface Undoing {
  readonly command: Command;
  /** What is said when that is done. */
  readonly say: Say;
  /** Where it was done; undefined where it was done to the page. */
  readonly domain: MissionDomain | undefined;
}

/** @returns what takes back what was done last on the page that is shown */
export function undoing(action: LastAction, page: Shown): Undoing {
  if ('picture' in action) {
    const command: Command = { type: 'undo-picture', picture: action.picture };
    return { command, say: (t) => t('screenshot.undone'), domain: undefined };
  }
  const { kind, changes } = action;
  const domain = changes[0]?.after.domain;
  const number = domain && domainNumber(domain);
  return {
    command: { type: 'undo', changes: [...changes], ...draftAfter(action, page) },
    say: (t) =>
      kind === 'tagged'
        ? t('tag.undone', { number })
        : kind === 'taken-off'
          ? t('popup.tagged', { number })
          : t('quote.undone', { number }),
    domain,
  };
}

/** What was typed and selected before a domain was chosen waits for another one again. */
function draftAfter(
  { kind, changes }: Exclude<LastAction, { picture: unknown }>,
  { url, title, live, quotes: waiting }: Shown,
) {
  const change = changes.find(({ after }) => url !== undefined && pageKey(after.url) === pageKey(url));
  const piece = change && live.find(({ domain }) => domain === change.after.domain);
  if (kind !== 'tagged' || url === undefined || !piece) return {};
  const quotes = notIn(change.before ?? undefined, piece.quotes ?? []);
  const isCorrected = live.length === 1 && title !== undefined && piece.title !== title;
  const draft: DraftChange = {
    ...(isCorrected && { title: piece.title }),
    ...(quotes.length > 0 && { quotes: [...quotes.reduce(withQuote, waiting)] }),
  };
  return { draft: { url, change: draft } };
}
