/**
 * Finds and removes credentials in addresses: tokens and sessions that let anybody who has the address in as
 * the person who visited it.
 */

/**
 * Query parameters whose value is a credential, whatever it looks like. None of them identifies the page.
 * Names are in lower case:
 * - `access_token`: bearer tokens (RFC 6750, section 2.3, which warns of them in addresses);
 * - `refresh_token`: OAuth 2.0 (RFC 6749, section 1.5);
 * - `id_token`, `id_token_hint`: OpenID Connect Core 1.0, section 2, and RP-Initiated Logout 1.0, section 2;
 * - `jsessionid`, `phpsessid`, `cftoken`: the names in the OWASP Session Management Cheat Sheet, for Java,
 *   PHP and ColdFusion, that travel in addresses;
 * - `sesskey`: Moodle's session key (Moodle developer resources, Security).
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
 * Query parameters that mean a session on some sites and a page on others: `sid` is a session in phpBB and a
 * story or a school elsewhere, `session` can be a lesson. They are removed only if the value matches
 * {@link LOOKS_RANDOM}.
 */
const SESSION_NAMES: ReadonlySet<string> = new Set(['sid', 'session', 'sessionid', 'session_id']);

/**
 * Matches values that nobody types and no counter produces: 26 or more letters and digits, mixed, without a
 * hyphen. PHP and phpBB make ids of 26 to 32 characters (PHP manual, `session.sid_length`); content ids are
 * shorter (MongoDB: 24) or have hyphens (UUID).
 */
const LOOKS_RANDOM = /^(?=\D*\d)(?=[^a-z]*[a-z])[0-9a-z]{26,}$/i;

/** A session in the path (Jakarta Servlet Specification 6.0, section 7.1.3). */
const PATH_SESSION = /;jsessionid=[^;/]*/gi;

/**
 * Sessions and sign-ins in the path of ASP.NET without cookies, such as `/(S(lit3py55t21z5v55vlm25s55))/`
 * (Microsoft, SessionStateSection.Cookieless; `A` is anonymous identification, `F` forms authentication).
 */
const PATH_TICKETS = /\/\((?:[AFS]\([^()/]*\))+\)(?=\/)/g;

/**
 * Parameters that a sign-in returns in the fragment (RFC 6749, section 4.2.2; OpenID Connect Core 1.0,
 * section 3.2.2.5).
 */
const FRAGMENT_TOKENS: ReadonlySet<string> = new Set(['access_token', 'refresh_token', 'id_token', 'token']);

/** Credentials in a route: at its beginning, after `?` or a `#` of its own, or among other parameters. */
const ROUTE_CREDENTIALS = (() => {
  const parameter = `(?:${[...CREDENTIALS].join('|')})=[^&]*`;
  return new RegExp(`(?<=[/?!#])(?:${parameter}(?:&|$))+|&${parameter}`, 'gi');
})();

/**
 * Something that all of these contain. Most addresses have none of it, and this test costs less than parsing
 * them.
 */
const SUSPECT = /token|session|sess(?:id|key)|sid=|\/\([AFS]\(|[#&?]code=/i;

/** @returns whether an address may contain secrets; false means that it has none */
export function mayHoldSecrets(address: string): boolean {
  return SUSPECT.test(address);
}

/**
 * Removes tokens and sessions from an address: they would let in everybody who has it, such as colleagues and
 * readers of a report. All else stays unchanged, letter for letter, because it may identify the page.
 * @param url an http(s) address; it is changed in place
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
 * Removes tokens and sessions from a title that is an address. Browsers use the address as the title of a
 * page without one, of a text and of a PDF file; Chromium and Firefox leave out the scheme.
 * @returns the title, unchanged if it is not an address or has no secret
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

/**
 * Removes a fragment that is the answer to a sign-in; from a route (`/`, `!`) removes only the secret
 * parameters.
 */
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
