import { Tokenizer } from 'htmlparser2';
import { cut } from '../values/clean-text.ts';
import type { Steps } from '../values/in-slices.ts';

/** Receives the tags and the text of a page, in order. */
export interface HtmlEvents {
  /** A tag opens. Its name is in lower case; it has only the requested attributes. */
  start(name: string, attributes: ReadonlyMap<string, string>): void;
  /** A tag closes, whether it was open or not. */
  end(name: string): void;
  /** A part of the text between two tags, with references resolved. */
  text(text: string): void;
}

/**
 * The requested attributes of each tag. All attributes would be too many: a file may consist of millions of
 * them.
 */
export type WantedAttributes = Readonly<Record<string, readonly string[]>>;

/** Elements without readable text: skipped up to their end tag. */
const SKIPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
]);

/** The longest value of an attribute, in UTF-16 code units; no address or note needs more. */
const MAX_VALUE = 500_000;

/** How much is read at once, in UTF-16 code units: one or two milliseconds of work. */
const STEP_LENGTH = 16_384;

/**
 * Goes through the tags and the text of a page (HTML Living Standard, 13.2.5) once, from the beginning to the
 * end. It builds no tree, because the rules for trees don't know what makes a folder in a bookmarks file, and
 * a tree can be made as deep as a file is long. Nothing is run, loaded or shown.
 */
export function* readHtml(html: string, wanted: WantedAttributes, events: HtmlEvents): Steps<void> {
  const tokenizer = new Tokenizer({}, listener(html, wanted, events));
  for (let at = 0; at < html.length; at += STEP_LENGTH) {
    tokenizer.write(html.slice(at, at + STEP_LENGTH));
    yield;
  }
  tokenizer.end();
}

/** Turns the tokenizer's callbacks, which give positions in the text, into events. */
function listener(html: string, wanted: WantedAttributes, events: HtmlEvents) {
  let tag = '';
  let attributes = new Map<string, string>();
  /** The requested attribute whose value is read next. */
  let attribute: string | undefined;
  let skipped: string | undefined;

  function nameAt(start: number, end: number): string {
    return html.slice(start, end).toLowerCase();
  }

  function addToValue(part: string): void {
    if (attribute === undefined) return;
    const value = attributes.get(attribute) ?? '';
    if (value.length < MAX_VALUE) attributes.set(attribute, value + cut(part, MAX_VALUE - value.length));
  }

  function opened(): void {
    if (SKIPPED.has(tag)) skipped = tag;
    events.start(tag, attributes);
  }

  function said(text: string): void {
    if (skipped === undefined) events.text(text);
  }

  return {
    onopentagname(start: number, end: number) {
      tag = nameAt(start, end);
      attributes = new Map();
    },
    onattribname(start: number, end: number) {
      const name = nameAt(start, end);
      // If an attribute is there twice, the first counts, as in HTML.
      attribute = isWanted(wanted, tag, name) && !attributes.has(name) ? name : undefined;
      addToValue('');
    },
    onattribdata: (start: number, end: number) => addToValue(html.slice(start, end)),
    onattribentity: (code: number) => addToValue(String.fromCodePoint(code)),
    onattribend() {
      attribute = undefined;
    },
    onopentagend: opened,
    onselfclosingtag: opened,
    onclosetag(start: number, end: number) {
      const name = nameAt(start, end);
      if (name === skipped) skipped = undefined;
      events.end(name);
    },
    ontext: (start: number, end: number) => said(html.slice(start, end)),
    ontextentity: (code: number) => said(String.fromCodePoint(code)),
    oncdata() {},
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
}

function isWanted(wanted: WantedAttributes, tag: string, name: string): boolean {
  return Object.hasOwn(wanted, tag) && (wanted[tag]?.includes(name) ?? false);
}
