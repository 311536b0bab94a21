import type { Menus } from 'webextension-polyfill';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../evidence/mission-domain.ts';
import type { BackgroundWords } from '../locales/background-words.ts';

/** An item as the browser is asked to make it. */
export type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/** Where the menu has the item. In Firefox a click in a frame is one on nothing else. */
const CONTEXTS: Menus.ContextType[] = ['page', 'frame', 'selection', 'link', 'image'];

const PARENT = 'tag';
const CHILD_PREFIX = 'tag:';

/**
 * @returns the items: one that says what it does, and in it the domains by number and official title.
 *   The number is the item's access key, too (`&`). Chrome shortens titles of more than 75 characters at a word.
 */
export function menuItems({ t, titles }: Pick<BackgroundWords, 't' | 'titles'>): MenuItem[] {
  const parent = { id: PARENT, title: t('menu.parent'), contexts: CONTEXTS };
  const children = MISSION_DOMAINS.map((domain) => ({
    id: CHILD_PREFIX + domain,
    parentId: PARENT,
    title: `&${domainNumber(domain)} ${titles[domain].text.replaceAll('&', '&&')}`,
    contexts: CONTEXTS,
  }));
  return [parent, ...children];
}

/** @returns the domain that an item stands for; undefined for an item that is none of these */
export function domainOf(itemId: string | number): MissionDomain | undefined {
  return MISSION_DOMAINS.find((domain) => itemId === CHILD_PREFIX + domain);
}
