/** What the popup needs of the tallies; tally.ts makes them. */
import { pathOf, siteOf } from './nearby.ts';

/**
 * @param page a page key
 * @returns the names of its two counts; none for evidence without a web page
 */
export function tallyNames(page: string): { readonly site?: string; readonly path?: string } {
  const site = siteOf(page);
  const path = pathOf(page);
  return site === undefined || path === undefined ? {} : { site: `site:${site}`, path: `path:${path}` };
}

/** @returns a stored count; none where it is missing or not one. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}
