/**
 * The words of the HTML that bookmarks files are written in: tags with their attributes, and text. It is no
 * whole HTML parser (HTML Living Standard, 13.2) and need not be: what makes a folder in such a file, that
 * parser does not know either. Nothing is run, loaded or shown; it goes through the text once, whatever is
 * in it.
 */

import { cut } from '../clean-text.ts';

/** A tag or a stretch of text; names are in lower case, references are resolved. Only links have attributes. */
export type HtmlToken =
  | { readonly kind: 'start'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'end'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** What holds no words of a bookmark: it is left out up to its end tag. */
const SKIPPED: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe']);

/** The tag whose attributes are kept; of a file that is made of others, there would be millions. */
const LINK = 'a';

/** The most attributes of a tag that are read; a bookmark of Firefox has eight. */
const MAX_ATTRIBUTES = 100;

/** Longest text and longest value, as they are written, in UTF-16 code units: no address or note needs more. */
const MAX_WRITTEN = 500_000;

/** @returns the tokens of a text, one at a time */
export function* htmlTokens(html: string): Generator<HtmlToken, void> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const next = open < 0 ? html.length : open;
    if (next > at) yield { kind: 'text', text: resolved(html.slice(at, next)) };
    if (open < 0) return;
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
    } else if (/[!?]/.test(html.charAt(open + 1))) {
      at = after(html, '>', open);
    } else if (/^<\/[a-z]$/i.test(html.slice(open, open + 3))) {
      at = after(html, '>', open);
      yield { kind: 'end', name: nameAt(html, open + 2) };
    } else if (/[a-z]/i.test(html.charAt(open + 1))) {
      const name = nameAt(html, open + 1);
      const { attributes, end } = attributesAt(html, open + 1 + name.length, name === LINK);
      yield { kind: 'start', name, attributes };
      at = SKIPPED.has(name) ? endTag(html, name, end) : end;
    } else {
      yield { kind: 'text', text: '<' };
      at = open + 1;
    }
  }
}

/** @returns where what is looked for has ended; the end of the text where it is not there */
function after(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found < 0 ? html.length : found + what.length;
}

function endTag(html: string, name: string, from: number): number {
  const tag = new RegExp(`</${name}[\\s/>]`, 'gi');
  tag.lastIndex = from;
  return tag.exec(html)?.index ?? html.length;
}

function nameAt(html: string, from: number): string {
  return upTo(html, from, /[\s/>]/g).toLowerCase();
}

/** @returns the text from a place to the first of these signs, which is at most a name away in what is well-formed */
function upTo(html: string, from: number, signs: RegExp): string {
  signs.lastIndex = from;
  return html.slice(from, signs.exec(html)?.index ?? html.length);
}

const NO_ATTRIBUTES = new Map<string, string>();

/** Of an attribute that stands twice, the first counts, as in HTML. */
function attributesAt(html: string, from: number, isKept: boolean) {
  const attributes = isKept ? new Map<string, string>() : NO_ATTRIBUTES;
  let at = from;
  for (let count = 0; count < MAX_ATTRIBUTES; count += 1) {
    at = skip(html, at, /[\s/]*/y);
    if (at >= html.length) return { attributes, end: at };
    if (html[at] === '>') return { attributes, end: at + 1 };
    const name = html[at] === '=' ? '=' : upTo(html, at, /[\s/>=]/g);
    const equals = skip(html, at + name.length, /\s*/y);
    let value = '';
    at += name.length;
    if (html[equals] === '=') {
      const start = skip(html, equals + 1, /\s*/y);
      const quote = html[start];
      if (quote === '"' || quote === "'") {
        at = after(html, quote, start + 1);
        value = html.slice(start + 1, html[at - 1] === quote ? at - 1 : at);
      } else {
        value = upTo(html, start, /[\s>]/g);
        at = start + value.length;
      }
    }
    const key = name.toLowerCase();
    if (isKept && !attributes.has(key)) attributes.set(key, resolved(value));
  }
  return { attributes, end: after(html, '>', at) };
}

function skip(html: string, from: number, sticky: RegExp): number {
  sticky.lastIndex = from;
  sticky.test(html);
  return Math.max(from, sticky.lastIndex);
}

/** The references that browsers write, and the space that breaks no line; others stay as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

/** Each is resolved once: what comes out of one is never looked at again. */
function resolved(text: string): string {
  const written = cut(text, MAX_WRITTEN);
  if (!written.includes('&')) return written;
  return written.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
