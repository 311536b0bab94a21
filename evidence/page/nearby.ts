/**
 * Groups pages: by site (or one project's TwinSpace), and by path, if they differ only in their query. Both
 * are derived from the page key.
 */
import { parseWebAddress } from './page-address.ts';

/**
 * Hosts on which many people have a site of their own, each with the beginning of the path that makes one
 * such site.
 */
const SHARED_HOSTS: ReadonlyMap<string, RegExp> = new Map([
  ['school-education.ec.europa.eu', /^\/etwinning\/projects\/[^/]+/],
  ['twinspace.etwinning.net', /^\/\d+/],
  ['sites.google.com', /^\/(view|site|a\/[^/]+|[^/]+\.[^/]+)\/[^/]+/],
  ['padlet.com', /^\/[^/]+/],
  ['facebook.com', /^\/[^/]+/],
  ['medium.com', /^\/[^/]+/],
]);

/**
 * @param page a page key
 * @returns the site that the page belongs to, as people write it: `school.example`,
 *   `school-education.ec.europa.eu/etwinning/projects/water`; undefined for evidence without a web page
 */
export function siteOf(page: string): string | undefined {
  const url = parseWebAddress(page);
  if (!url) return undefined;
  const name = withoutWww(url.host);
  return name + (SHARED_HOSTS.get(name)?.exec(url.pathname)?.[0] ?? '');
}

/** @returns the page key without scheme, query and route, or undefined for evidence without a web page. */
export function pathOf(page: string): string | undefined {
  const url = parseWebAddress(page);
  return url && withoutWww(url.host) + url.pathname;
}

/** @returns whether a site is the TwinSpace of one project. */
export function isTwinSpace(site: string): boolean {
  return /^(school-education\.ec\.europa\.eu\/etwinning\/projects\/|twinspace\.etwinning\.net\/)/.test(site);
}

/**
 * @param place a site or a path
 * @returns the search text that finds its pages. It is only part of the visited address, because the European
 *   School Education Platform has a language between host and path
 */
export function searchFor(place: string): string {
  return place.replace(/^school-education\.ec\.europa\.eu\/(?=.)/, '');
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
