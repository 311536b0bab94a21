import type { Menus } from 'webextension-polyfill';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../evidence/mission-domain.ts';
import type { BackgroundWords } from '../locales/background-words.ts';

/** An item to create in the browser's menu. */
export type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/** Where the item appears. In Firefox a click in a frame counts as one on the frame only. */
const CONTEXTS: Menus.ContextType[] = ['page', 'frame', 'selection', 'link', 'image'];

const PARENT = 'tag';
const CHILD_PREFIX = 'tag:';

/**
 * @returns the items: one that names the action, and inside it the domains by number and official title. The
 *   number is also the item's access key (`&`). Chrome shortens titles of more than 75 characters at a word.
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

/** @returns the domain of an item; undefined for any other item */
export function domainOf(itemId: string | number): MissionDomain | undefined {
  return MISSION_DOMAINS.find((domain) => itemId === CHILD_PREFIX + domain);
}
