/**
 * Which pages belong together: those of one site (or one project's TwinSpace), and those at one path
 * that differ in their query only. All of it is read off the page key.
 */
import { parseWebAddress } from './page-address.ts';

/**
 * Hosts on which many people have a place of their own, with the beginning of the path that is one
 * such place.
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
 * @returns the site that the page is part of, as people write it: `school.example`,
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
 * @returns what to search for to find its pages: part of the address as visited, which on the European
 *   School Education Platform has a language between host and path
 */
export function searchFor(place: string): string {
  return place.replace(/^school-education\.ec\.europa\.eu\/(?=.)/, '');
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
