import { atOnce } from '../values/in-slices.ts';
import { encodingByMark } from './byte-order-mark.ts';
import { readHtml } from './html-events.ts';
import { utf8Text } from './utf8-text.ts';

/** How far from the beginning a page may declare its encoding, in bytes (HTML Living Standard, 13.2.3.2). */
const DECLARATION_BYTES = 1_024;

/**
 * Decodes a page as browsers do (HTML Living Standard, 13.2.3): by its byte order mark, by the declaration in
 * its META elements, else as UTF-8 if it is valid, else as windows-1252. Bytes that are invalid in the
 * declared encoding become U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const declared = encodingByMark(bytes) ?? encodingInMeta(bytes);
  if (declared !== undefined) return new TextDecoder(declared).decode(bytes);
  return utf8Text(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}

/** @returns the first known encoding that META elements declare */
function encodingInMeta(bytes: Uint8Array): string | undefined {
  const beginning = new TextDecoder('windows-1252').decode(bytes.subarray(0, DECLARATION_BYTES));
  let found: string | undefined;
  const events = {
    start(name: string, attributes: ReadonlyMap<string, string>) {
      if (name !== 'meta') return;
      const isContentType = attributes.get('http-equiv')?.toLowerCase() === 'content-type';
      const content = isContentType ? charsetIn(attributes.get('content') ?? '') : undefined;
      found ??= knownEncoding(attributes.get('charset') ?? content);
    },
    end() {},
    text() {},
  };
  atOnce(readHtml(beginning, { meta: ['charset', 'http-equiv', 'content'] }, events));
  return found;
}

/** Finds the charset in "text/html; charset=utf-8", quoted or not. */
function charsetIn(contentType: string): string | undefined {
  return /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
}

function knownEncoding(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // The declaration itself was readable as ASCII, so the page can't be UTF-16.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    // Ignore a label that no browser knows.
    return undefined;
  }
}
