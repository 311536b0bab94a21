/**
 * Characters that an address may not contain unencoded (RFC 3986, section 2); Word reports them as damage.
 */
const NOT_ALLOWED = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu;

/**
 * @param address an http(s) address
 * @returns the same address as a package may hold it (ECMA-376-2: the target of a relationship is a URI):
 *   browsers leave more characters unencoded than the standard allows
 */
export function linkTarget(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  const { href, origin } = url;
  const path = href.slice(origin.length).replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  const hash = path.indexOf('#');
  const [before, after] = hash < 0 ? [path, undefined] : [path.slice(0, hash), path.slice(hash + 1)];
  const fragment = after === undefined ? '' : `#${encoded(after).replaceAll('#', '%23')}`;
  return `${origin}${encoded(before)}${fragment}`;
}

function encoded(part: string): string {
  return part.replace(NOT_ALLOWED, encodeURIComponent).replaceAll('[', '%5B').replaceAll(']', '%5D');
}
