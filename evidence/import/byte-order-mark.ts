/**
 * @returns the encoding that the first bytes of a text declare (Encoding Standard, "BOM sniff"); undefined if
 *   they declare none
 */
export function encodingByMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}
