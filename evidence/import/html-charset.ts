import { atOnce } from '../values/in-slices.ts';
import { encodingByMark } from './byte-order-mark.ts';
import { readHtml } from './html-events.ts';
import { utf8Text } from './utf8-text.ts';

/** How far a page may be from its beginning when it says its encoding, in bytes (HTML Living Standard, 13.2.3.2). */
const DECLARATION_BYTES = 1_024;

/**
 * Decodes a page as browsers do (HTML Living Standard, 13.2.3): by its byte order mark, by what its META
 * elements declare, else as UTF-8 if it is that, else as windows-1252. What is not right in the encoding
 * that it declares becomes U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const declared = encodingByMark(bytes) ?? encodingInMeta(bytes);
  if (declared !== undefined) return new TextDecoder(declared).decode(bytes);
  return utf8Text(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}

/** @returns the first encoding that META elements declare and that is known */
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

/** "text/html; charset=utf-8", quoted or not. */
function charsetIn(contentType: string): string | undefined {
  return /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
}

function knownEncoding(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // This was read as ASCII, so it is not.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    // A label that no browser knows says nothing.
    return undefined;
  }
}
