import type { Fault } from '../evidence/command.ts';
import { domainNumber, type MissionDomain } from '../evidence/mission-domain.ts';
import type { UntaggableReason } from '../evidence/page-address.ts';
import type { BackgroundWords } from '../locales/background-words.ts';
import type { OfficialText } from '../locales/index.ts';

/** What became of tagging without the popup. */
export type Result =
  | {
      readonly kind: 'saved';
      readonly domain: MissionDomain;
      readonly isLink: boolean;
      readonly withQuote: boolean;
    }
  | { readonly kind: 'already'; readonly domain: MissionDomain; readonly isLink: boolean }
  /** It was tagged already; the selected text is new. */
  | { readonly kind: 'quote-added'; readonly domain: MissionDomain }
  /** In a private window nothing is kept without a question, which only the popup asks. */
  | { readonly kind: 'in-private' }
  /** The shortcut was used before any domain was. */
  | { readonly kind: 'no-domain' }
  | { readonly kind: 'untaggable'; readonly reason: UntaggableReason }
  | { readonly kind: 'failed'; readonly fault: Fault | 'read-failed' };

/** A short notice in words. */
export interface Notice {
  /** One sign for all of it: done, or not. */
  readonly mark: '✓' | '!';
  /** Who says it. */
  readonly name: string;
  /** What it says, the most important first; an official title is in a line of its own. */
  readonly lines: readonly OfficialText[];
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** @returns what happened, what is safe and what to do next, in the teacher's language. */
export function sayResult(result: Result, { language, direction, t, titles }: BackgroundWords): Notice {
  const said = (text: string): OfficialText => ({ text, language });
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
        const { domain, isLink, withQuote } = result;
        const values = { number: domainNumber(domain) };
        if (isLink) {
          return [said(t('menu.savedLink', values)), titles[domain], said(t('menu.addWhyInList'))];
        }
        const saved = withQuote ? t('menu.savedWithQuote', values) : t('menu.saved', values);
        return [said(saved), titles[domain], said(t('menu.addWhy'))];
      }
      case 'already': {
        const { domain, isLink } = result;
        const values = { number: domainNumber(domain) };
        return [said(isLink ? t('menu.linkAlready', values) : t('menu.already', values)), titles[domain]];
      }
      case 'quote-added': {
        const { domain } = result;
        return [said(t('menu.quoteAdded', { number: domainNumber(domain) })), titles[domain]];
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

function isDone({ kind }: Result): boolean {
  return kind === 'saved' || kind === 'already' || kind === 'quote-added';
}
