/** The part of the tallies that the popup needs; tally.ts counts them. */
import { pathOf, siteOf } from './nearby.ts';

/**
 * @param page a page key
 * @returns the names of the page's two counts; none for evidence without a web page
 */
export function tallyNames(page: string): { readonly site?: string; readonly path?: string } {
  const site = siteOf(page);
  const path = pathOf(page);
  return site === undefined || path === undefined ? {} : { site: `site:${site}`, path: `path:${path}` };
}

/** @returns a stored count; 0 if it is missing or invalid. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}
