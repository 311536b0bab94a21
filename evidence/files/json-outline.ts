/**
 * Checks JSON before it is parsed. `JSON.parse` builds whatever it is given: from 32 MB of brackets it makes
 * gigabytes, takes seconds, and can't be stopped. Counting brackets takes a tenth of a second.
 */

import { MAX_ALL_FIELDS, MAX_DEPTH, MAX_FIELDS, MAX_OBJECTS, MAX_VALUES } from './limits.ts';

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * @param bytes JSON in UTF-8; for anything else the result doesn't matter
 * @returns whether it is small enough in every way to be parsed without harm
 */
export function isModestJson(bytes: Uint8Array): boolean {
  /** How many fields each open object or array has so far, the outermost first. */
  const fields = new Uint32Array(MAX_DEPTH + 2);
  let depth = 0;
  let [objects, allFields, values] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at + 1);
        break;
      case OPEN_OBJECT:
      case OPEN_LIST:
        depth += 1;
        if (depth > MAX_DEPTH + 1) return false;
        fields[depth] = 0;
        objects += bytes[at] === OPEN_OBJECT ? 1 : 0;
        values += 1;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        depth = Math.max(0, depth - 1);
        break;
      case COLON:
        fields[depth] = (fields[depth] ?? 0) + 1;
        allFields += 1;
        if (Number(fields[depth]) > MAX_FIELDS) return false;
        break;
      case COMMA:
        values += 1;
    }
    if (objects > MAX_OBJECTS || allFields > MAX_ALL_FIELDS || values > MAX_VALUES) return false;
  }
  return true;
}

/** @returns the position of the quotation mark that ends a string; the end of the bytes if there is none */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
