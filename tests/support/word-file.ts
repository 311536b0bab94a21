import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** The namespaces of a Word file (ECMA-376-1, annex A). */
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph as Word finds it. */
export interface ReadParagraph {
  readonly style: string;
  readonly text: string;
  readonly isRightToLeft: boolean;
  /** The number of its list; undefined if it is in none. */
  readonly list: string | undefined;
  /** The linked texts and their targets. */
  readonly links: readonly { readonly text: string; readonly target: string | undefined }[];
  readonly element: Element;
}

/** A Word file, parsed by independent tools. */
export interface WordFile {
  /** Each XML part by its path; a malformed one would have thrown. */
  readonly parts: ReadonlyMap<string, Element>;
  /** All files by path, as bytes. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly paragraphs: readonly ReadParagraph[];
}

/**
 * Parses a Word file.
 * @throws if it is not a ZIP, or a part of it is not well-formed XML
 */
export function readWordFile(bytes: Uint8Array): WordFile {
  const files = unzipSync(bytes);
  const parts = new Map(
    Object.entries(files)
      .filter(([path]) => /\.(xml|rels)$/.test(path))
      .map(([path, content]) => [path, parseXml(strFromU8(content))]),
  );
  const targets = new Map(
    all(parts.get('word/_rels/document.xml.rels'), 'Relationship').map((one) => [
      one.getAttribute('Id'),
      one.getAttribute('Target') ?? undefined,
    ]),
  );
  const paragraphs = all(parts.get('word/document.xml'), 'w:p').map((element): ReadParagraph => {
    const links = all(element, 'w:hyperlink').map((link) => ({
      text: textOf(link),
      target: targets.get(link.getAttributeNS(R, 'id')),
    }));
    return {
      style: settingOf(element, 'w:pStyle') ?? '',
      text: textOf(element),
      isRightToLeft: isOn(element, 'w:bidi'),
      list: settingOf(element, 'w:numId'),
      links,
      element,
    };
  });
  return { parts, files, paragraphs };
}

/** @throws if it is not well-formed, or holds characters that XML 1.0 forbids and the parser accepts */
export function parseXml(text: string): Element {
  const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text);
  if (forbidden) throw new Error(`XML 1.0 forbids U+${forbidden[0].codePointAt(0)?.toString(16)}`);
  const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    text,
    'text/xml',
  ).documentElement;
  if (!root) throw new Error('There is no element');
  return root;
}

/** @returns the elements of a name, with its prefix, within another */
export function all(within: Element | undefined, name: string): Element[] {
  return within ? [...within.getElementsByTagName(name)] : [];
}

/** @returns the `w:val` of the first element of a name */
export function settingOf(within: Element | undefined, name: string): string | undefined {
  return all(within, name)[0]?.getAttributeNS(W, 'val') ?? undefined;
}

/** Whether a property is set and not switched off (ECMA-376-1, 17.17.4). */
export function isOn(within: Element | undefined, name: string): boolean {
  const property = all(within, name)[0];
  return property !== undefined && !['0', 'false', 'off'].includes(property.getAttributeNS(W, 'val') ?? '');
}

/** The text, with a line feed for a break and a tab for a tab. */
function textOf(element: Element): string {
  return [...element.getElementsByTagName('*')]
    .map((one) => {
      if (one.tagName === 'w:t') return one.textContent ?? '';
      if (one.tagName === 'w:br') return '\n';
      return one.tagName === 'w:tab' && (one.parentNode as Element | null)?.tagName === 'w:r' ? '\t' : '';
    })
    .join('');
}
