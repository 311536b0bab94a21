import { Refusal } from '../fault.ts';
import { checkAddress, pageKey } from '../page/page-address.ts';

/**
 * @returns the address to save and the page key, for an address that a view sent
 * @throws Refusal if the address can't be evidence
 */
export function taggable(address: string): { url: string; page: string } {
  const checked = checkAddress(address);
  if (!checked.ok) throw new Refusal('untaggable');
  return { url: checked.url, page: pageKey(checked.url) };
}

/** @throws Refusal if a newer version wrote the record */
export function unlessNewer<T>(stored: T | 'newer'): T {
  if (stored === 'newer') throw new Refusal('newer-data');
  return stored;
}
