import { domainNumber, type MissionDomain } from '../evidence/mission-domain.ts';
import type { UntaggableReason } from '../evidence/page/page-address.ts';
import { cut } from '../evidence/values/clean-text.ts';
import { firstWords } from '../evidence/values/few-words.ts';
import type { BackgroundWords } from '../locales/background-words.ts';
import type { OfficialText } from '../locales/index.ts';
import type { TaggingFault } from '../locales/tagging-faults.ts';

/** The result of tagging without the popup. */
export type Result =
  | {
      readonly kind: 'saved';
      readonly domain: MissionDomain;
      readonly isLink: boolean;
      /** The passage saved with it. */
      readonly quote?: string | undefined;
    }
  | { readonly kind: 'already'; readonly domain: MissionDomain; readonly isLink: boolean }
  /** The page was tagged already; the selected text is new. */
  | { readonly kind: 'quote-added'; readonly domain: MissionDomain; readonly quote: string }
  /** Nothing is stored from a private window. */
  | { readonly kind: 'in-private' }
  /** The shortcut was used before any domain was. */
  | { readonly kind: 'no-domain' }
  | { readonly kind: 'untaggable'; readonly reason: UntaggableReason }
  | { readonly kind: 'failed'; readonly fault: TaggingFault };

/** A short notice in words. */
export interface Notice {
  /** One sign for the whole result: done, or not. */
  readonly mark: '✓' | '!';
  /** The name of the extension. */
  readonly name: string;
  /**
   * The lines, the most important first. An official title has a line of its own, and so has text from the
   * page, whose language is unknown ('').
   */
  readonly lines: readonly OfficialText[];
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** @returns what happened, what is safe and what to do next, in the teacher's language. */
export function sayResult(result: Result, { language, direction, t, titles }: BackgroundWords): Notice {
  const said = (text: string): OfficialText => ({ text, language });
  const passage = (quote: string): OfficialText => ({
    text: t('menu.quoteBegins', { words: beginningOf(quote) }),
    language: '',
  });
  return {
    mark: isDone(result) ? '✓' : '!',
    name: t('manifest.name'),
    lines: linesOf(),
    language,
    direction,
  };

  function linesOf(): OfficialText[] {
    switch (result.kind) {
      case 'saved': {
        const { domain, isLink, quote } = result;
        const values = { number: domainNumber(domain) };
        if (isLink) {
          return [said(t('menu.savedLink', values)), titles[domain], said(t('menu.addWhyInList'))];
        }
        if (quote === undefined)
          return [said(t('menu.saved', values)), titles[domain], said(t('menu.addWhy'))];
        return [
          said(t('menu.savedWithQuote', values)),
          titles[domain],
          passage(quote),
          said(t('menu.addWhy')),
        ];
      }
      case 'already': {
        const { domain, isLink } = result;
        const values = { number: domainNumber(domain) };
        return [said(isLink ? t('menu.linkAlready', values) : t('menu.already', values)), titles[domain]];
      }
      case 'quote-added': {
        const { domain, quote } = result;
        return [said(t('menu.quoteAdded', { number: domainNumber(domain) })), titles[domain], passage(quote)];
      }
      case 'in-private':
        return [said(t('menu.inPrivate'))];
      case 'no-domain':
        return [said(t('menu.chooseFirst'))];
      case 'untaggable':
        return [said(t(`menu.untaggable.${result.reason}`))];
      case 'failed':
        return [said(t(`faults.${result.fault}`))];
    }
  }
}

/** Number of words that identify a passage. */
const TELLING_WORDS = 8;

/** Longest beginning of a passage, in case a single word is endless, in UTF-16 code units. */
const MAX_TELLING_LENGTH = 80;

/** @returns the first words of a passage, so that the teacher sees what the page had selected */
function beginningOf(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  const words = cut(firstWords(line, TELLING_WORDS), MAX_TELLING_LENGTH);
  return words === line ? line : `${words}…`;
}

function isDone({ kind }: Result): boolean {
  return kind === 'saved' || kind === 'already' || kind === 'quote-added';
}
