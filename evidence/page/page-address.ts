/**
 * The one module that decides which addresses can be evidence, and when two addresses are the same page. The
 * popup, imports and everything else use it.
 */
import { removeSecrets } from './address-secrets.ts';

/** Longest address stored, in characters; no server or browser handles longer ones reliably. */
export const MAX_ADDRESS_LENGTH = 100_000;

/**
 * Query parameters that say where a visitor came from and never what a page shows. The list is short on
 * purpose: any other parameter may choose the content, so it stays. Names are in lower case; `*` at the end
 * matches any ending. From the vendors' own documentation: Google (`utm_*`, `gclid`, `gbraid`, `wbraid`,
 * `dclid`, `gclsrc`, `srsltid`, `_gl`, `_ga`), Meta (`fbclid`, `igsh`, `igshid`), Microsoft (`msclkid`),
 * Mailchimp (`mc_cid`, `mc_eid`), Matomo (`pk_*`, `mtm_*`), X (`twclid`), TikTok (`ttclid`), LinkedIn
 * (`li_fat_id`), Yandex (`yclid`), HubSpot (`_hsenc`, `_hsmi`), Adobe Marketo (`mkt_tok`).
 */
const TRACKING_PARAMETERS = [
  'utm_*',
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'gclsrc',
  'srsltid',
  '_gl',
  '_ga',
  'fbclid',
  'igsh',
  'igshid',
  'msclkid',
  'mc_cid',
  'mc_eid',
  'pk_*',
  'mtm_*',
  'twclid',
  'ttclid',
  'li_fat_id',
  'yclid',
  '_hsenc',
  '_hsmi',
  'mkt_tok',
] as const;

const TRACKING_NAMES: ReadonlySet<string> = new Set(TRACKING_PARAMETERS);
const TRACKING_BEGINNINGS = TRACKING_PARAMETERS.filter((name) => name.endsWith('*')).map((name) =>
  name.slice(0, -1),
);

/** The European School Education Platform shows one page under some thirty language segments. */
const ESEP_HOSTNAME = 'school-education.ec.europa.eu';
const ESEP_LANGUAGE_SEGMENT = /^\/[a-z]{2}(-[a-z]{2})?(?=\/|$)/;

/**
 * The lookbehind makes a match begin at the first slash of a run: without it, an address of 99,000 slashes
 * and one letter takes seconds.
 */
const TRAILING_SLASHES = /(?<!\/)\/+$/;

/** Why a page cannot be tagged; the locales have a sentence for each. */
export type UntaggableReason = 'browser-page' | 'local-file' | 'unknown-page' | 'too-long';

/** Whether an address can be evidence: the address to store, or the reason why not. */
export type AddressCheck =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly reason: UntaggableReason };

/**
 * Decides whether an address can be evidence: only `http:` and `https:` can, because only these can be opened
 * by someone else (and only these may ever become links).
 * @param address the address from the browser; undefined if it gives none
 * @returns the address to store, as visited but serialised (WHATWG URL) and without user name, password,
 *   tokens and sessions (address-secrets.ts), or the reason why the page cannot be tagged
 */
export function checkAddress(address: string | undefined): AddressCheck {
  const whole = wholeAddress(address);
  return whole.ok ? { ok: true, url: removeSecrets(new URL(whole.url)).href } : whole;
}

/** @returns the same as {@link checkAddress}, but with any tokens and sessions left in */
export function wholeAddress(address: string | undefined): AddressCheck {
  if (!address) return { ok: false, reason: 'unknown-page' };
  if (address.length > MAX_ADDRESS_LENGTH) return { ok: false, reason: 'too-long' };
  const url = URL.parse(address);
  if (!url) return { ok: false, reason: 'unknown-page' };
  if (url.protocol === 'file:') return { ok: false, reason: 'local-file' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, reason: 'browser-page' };
  }
  url.username = '';
  url.password = '';
  // Percent-encoding can make the address longer than it was.
  if (url.href.length > MAX_ADDRESS_LENGTH) return { ok: false, reason: 'too-long' };
  return { ok: true, url: url.href };
}

/**
 * Evidence without a web page (minutes, paper, a file on disk) has a URN instead of an address (RFC 9562).
 */
const OFFLINE_ADDRESS = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns the address used for evidence without a web page; `uuid` in lower case */
export function offlineAddress(uuid: string): string {
  return `urn:uuid:${uuid}`;
}

/** @returns whether an address is one used for evidence without a web page. */
export function isOfflineAddress(address: string): boolean {
  return OFFLINE_ADDRESS.test(address);
}

/** @returns whether an address leads to a page; only such an address may become a link. */
export function isWebAddress(address: string): boolean {
  return parseWebAddress(address) !== undefined;
}

/**
 * @param address the page's address from the browser; undefined if it gives none
 * @param claimed the page's address from the page itself, which may be more recent in a single-page app
 * @returns whether to believe the page: its scripts can change its address to anything, but only on its own
 *   site (HTML Standard, “can have its URL rewritten”)
 */
export function isOnSameSite(address: string | undefined, claimed: string): boolean {
  if (address === undefined) return true;
  const [known, said] = [URL.parse(address), URL.parse(claimed)];
  return known !== null && said !== null && known.origin === said.origin;
}

/** @returns a parsed http(s) address; undefined for anything else */
export function parseWebAddress(address: string): URL | undefined {
  const url = URL.parse(address);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/**
 * The key that identifies a page: two addresses are the same page if their keys are equal. The key leaves out
 * tokens and sessions, tracking parameters, the fragment (unless it is a route, `#/` or `#!`), trailing
 * slashes, the default port, host case, the order of the query, and the language segment of European School
 * Education Platform addresses. Everything else stays, including the scheme and `www.`; `rel=canonical` is
 * never used. Sorting of parameters is stable, so `a=1&a=2` keeps its meaning. Make keys from addresses,
 * never from other keys. The address of evidence without a web page is its own key.
 * @param url an absolute http(s) address, as {@link checkAddress} returns it, or an offline one
 * @returns the normalised address
 * @throws TypeError if it is not an absolute address
 */
export function pageKey(url: string): string {
  if (isOfflineAddress(url)) return url;
  const { protocol, host, hostname, pathname, search, hash } = removeSecrets(new URL(url));
  const segments = hostname === ESEP_HOSTNAME ? pathname.replace(ESEP_LANGUAGE_SEGMENT, '') : pathname;
  const path = segments.replace(TRAILING_SLASHES, '') || '/';
  return `${protocol}//${host}${path}${orderedQuery(search)}${routeOf(hash)}`;
}

/** @returns the hostname as people read it, without `www.`; the whole address if it has none. */
export function readableHostname(url: string): string {
  return URL.parse(url)?.hostname.replace(/^www\./, '') || url;
}

function orderedQuery(search: string): string {
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(nameOf(parameter)))
    .map((parameter) => ({ parameter, name: nameOf(parameter) }));
  parameters.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return parameters.length > 0 ? `?${parameters.map(({ parameter }) => parameter).join('&')}` : '';
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? '';
}

function isTracking(name: string): boolean {
  const lowerCase = name.toLowerCase();
  return (
    TRACKING_NAMES.has(lowerCase) || TRACKING_BEGINNINGS.some((beginning) => lowerCase.startsWith(beginning))
  );
}

/** Single-page applications have their route in the fragment; a text directive is never part of it. */
function routeOf(hash: string): string {
  const isRoute = hash.startsWith('#/') || hash.startsWith('#!');
  return isRoute ? (hash.split(':~:', 1)[0] ?? '') : '';
}
