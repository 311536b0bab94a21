/** What an address may hold beside the name of a page: what lets its bearer in as the one who visited it. */

/**
 * Query parameters whose value is a credential, whatever it looks like. None of them says which page is meant.
 * Names in lower case:
 * - `access_token`: bearer tokens (RFC 6750, section 2.3, which warns of them in addresses);
 * - `refresh_token`: OAuth 2.0 (RFC 6749, section 1.5);
 * - `id_token`, `id_token_hint`: OpenID Connect Core 1.0, section 2, and RP-Initiated Logout 1.0, section 2;
 * - `jsessionid`, `phpsessid`, `cftoken`: the names that the OWASP Session Management Cheat Sheet lists for Java,
 *   PHP and ColdFusion, of those that travel in addresses;
 * - `sesskey`: Moodle's key of a session (Moodle developer resources, Security).
 */
const CREDENTIALS: ReadonlySet<string> = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'jsessionid',
  'phpsessid',
  'cftoken',
  'sesskey',
]);

/**
 * Query parameters that some sites use for a session and others for a page: `sid` (phpBB) is elsewhere a story or
 * a school, `session` a lesson. They go only where {@link LOOKS_RANDOM} says that the value is a session's.
 */
const SESSION_NAMES: ReadonlySet<string> = new Set(['sid', 'session', 'sessionid', 'session_id']);

/**
 * What no hand and no counter writes: 26 letters and digits or more, with both among them, without a hyphen. PHP
 * and phpBB make ids of 26 to 32 (PHP manual, `session.sid_length`); identifiers of content are shorter
 * (MongoDB: 24) or have hyphens (UUID).
 */
const LOOKS_RANDOM = /^(?=\D*\d)(?=[^a-z]*[a-z])[0-9a-z]{26,}$/i;

/** A session in the path (Jakarta Servlet Specification 6.0, section 7.1.3). */
const PATH_SESSION = /;jsessionid=[^;/]*/gi;

/**
 * Sessions and sign-ins in the path of ASP.NET without cookies, such as `/(S(lit3py55t21z5v55vlm25s55))/`
 * (Microsoft, SessionStateSection.Cookieless; `A` anonymous identification, `F` forms authentication).
 */
const PATH_TICKETS = /\/\((?:[AFS]\([^()/]*\))+\)(?=\/)/g;

/** What signing in answers in a fragment (RFC 6749, section 4.2.2; OpenID Connect Core 1.0, section 3.2.2.5). */
const FRAGMENT_TOKENS: ReadonlySet<string> = new Set(['access_token', 'refresh_token', 'id_token', 'token']);

/** Credentials in a route: behind its beginning, its query or a fragment of its own, and among other parameters. */
const ROUTE_CREDENTIALS = (() => {
  const parameter = `(?:${[...CREDENTIALS].join('|')})=[^&]*`;
  return new RegExp(`(?<=[/?!#])(?:${parameter}(?:&|$))+|&${parameter}`, 'gi');
})();

/** What all of these have in them: most addresses have none of it, and one look costs less than taking them apart. */
const SUSPECT = /token|session|sess(?:id|key)|sid=|\/\([AFS]\(|[#&?]code=/i;

/** @returns whether it is worth looking for secrets in an address; false says that there are none */
export function mayHoldSecrets(address: string): boolean {
  return SUSPECT.test(address);
}

/**
 * Takes tokens and sessions out of an address: whoever has it, colleagues and readers of a report, would be let
 * in with them. All else stays as it is, letter for letter, because it may name the page.
 * @param url an http(s) address, which is changed
 * @returns `url`
 * @example `https://school.example/a;jsessionid=1F?id=7&sesskey=x#access_token=y` becomes
 *   `https://school.example/a?id=7`
 */
export function removeSecrets(url: URL): URL {
  if (!mayHoldSecrets(url.href)) return url;
  const path = url.pathname.replace(PATH_SESSION, '').replace(PATH_TICKETS, '');
  if (path !== url.pathname) url.pathname = path;
  const query = without(url.search.slice(1), isSecret);
  if (query !== url.search.slice(1)) url.search = query;
  const fragment = cleanFragment(url.hash.slice(1));
  if (fragment !== url.hash.slice(1)) url.hash = fragment;
  return url;
}

/**
 * Takes tokens and sessions out of a title that is an address: that is how browsers name a page without a title,
 * a text and a PDF file, Chromium and Firefox without the scheme.
 * @returns the title, unchanged where it is no address or holds no secret
 * @example `school.example/a?sesskey=x` becomes `school.example/a`
 */
export function titleWithoutSecrets(title: string): string {
  if (!mayHoldSecrets(title) || /\s/.test(title)) return title;
  const scheme = /^https?:\/\//i.test(title) ? '' : 'https://';
  const url = URL.parse(scheme + title);
  if (!url) return title;
  const before = url.href;
  const { href } = removeSecrets(url);
  return href === before ? title : href.slice(scheme.length);
}

/** A fragment that is an answer to signing in goes whole; of a route (`/`, `!`) go the parameters that are secret. */
function cleanFragment(fragment: string): string {
  if (/^[/!]/.test(fragment)) return fragment.replace(ROUTE_CREDENTIALS, '');
  const [, parameters = ''] = /^(?:[^=]*[/?!#])?(.*)$/.exec(fragment) ?? [];
  const names = new Set(parameters.split('&').map(nameOf));
  const isAnswer = !names.isDisjointFrom(FRAGMENT_TOKENS) || (names.has('code') && names.has('state'));
  return isAnswer ? '' : fragment;
}

function without(parameters: string, isGone: (name: string, value: string) => boolean): string {
  const all = parameters.split('&');
  const left = all.filter((parameter) => {
    const name = nameOf(parameter);
    return !isGone(name, parameter.slice(name.length + 1));
  });
  return left.length === all.length ? parameters : left.join('&');
}

function isSecret(name: string, value: string): boolean {
  return CREDENTIALS.has(name) || (SESSION_NAMES.has(name) && LOOKS_RANDOM.test(value));
}

function nameOf(parameter: string): string {
  return (parameter.split('=', 1)[0] ?? '').toLowerCase();
}
