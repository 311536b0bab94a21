import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** A cell in the XML: its value, the target of its link, and the format of its style. */
export interface ReadCell {
  /** Text of the shared strings, as Excel reads it; or the number as it is written. */
  readonly value: string;
  readonly type: string;
  readonly hasFormula: boolean;
  readonly link: string | undefined;
  /** The code of the format, `General` if it has none of its own. */
  readonly format: string;
  readonly isBold: boolean;
  readonly isWrapped: boolean;
}

/** A sheet: its parts as XML, and its cells by name (`B2`). */
export interface ReadSheet {
  readonly name: string;
  readonly xml: Element;
  readonly cells: ReadonlyMap<string, ReadCell>;
  /** @returns the values of a row, from 1; empty cells are '' */
  row(number: number): string[];
}

/**
 * Reads a workbook with an unzipper and an XML parser.
 * @throws if a part is not well-formed
 */
export function readWorkbook(bytes: Uint8Array): {
  readonly sheets: readonly ReadSheet[];
  readonly names: string[];
} {
  const files = unzipSync(bytes);
  const parts = new Map(Object.entries(files).map(([path, content]) => [path, parse(strFromU8(content))]));
  const part = (path: string) => parts.get(path) as Element;
  const relations = (path: string) =>
    new Map(
      all(parts.get(path), 'Relationship').map((one) => [
        one.getAttribute('Id'),
        one.getAttribute('Target') ?? '',
      ]),
    );
  const strings = all(part('xl/sharedStrings.xml'), 'si').map(textOf);
  const formats = formatsOf(part('xl/styles.xml'));
  const targets = relations('xl/_rels/workbook.xml.rels');
  const sheets = all(part('xl/workbook.xml'), 'sheet').map((sheet) => {
    const target = targets.get(sheet.getAttribute('r:id')) ?? '';
    const xml = part(`xl/${target}`);
    const links = relations(`xl/${target.replace('worksheets/', 'worksheets/_rels/')}.rels`);
    const linkOf = new Map(
      all(xml, 'hyperlink').map((one) => [one.getAttribute('ref'), links.get(one.getAttribute('r:id'))]),
    );
    const cells = new Map(
      all(xml, 'c').map((cell) => {
        const name = cell.getAttribute('r') ?? '';
        const type = cell.getAttribute('t') ?? 'n';
        const written = all(cell, 'v')[0]?.textContent ?? '';
        const value =
          type === 's' ? (strings[Number(written)] ?? '') : type === 'inlineStr' ? textOf(cell) : written;
        const style = formats[Number(cell.getAttribute('s') ?? 0)] ?? formats[0];
        return [
          name,
          { ...style, value, type, hasFormula: all(cell, 'f').length > 0, link: linkOf.get(name) },
        ];
      }),
    ) as Map<string, ReadCell>;
    const width = all(xml, 'col').length;
    return {
      name: sheet.getAttribute('name') ?? '',
      xml,
      cells,
      row: (number: number) =>
        Array.from({ length: width }, (_, index) => cells.get(`${letter(index)}${number}`)?.value ?? ''),
    };
  });
  return { sheets, names: all(part('xl/workbook.xml'), 'definedName').map((one) => one.textContent ?? '') };
}

function parse(xml: string): Element {
  const problems: string[] = [];
  // U+FFFD may be in a text like any other letter; the parser only suspects that it came from bad bytes.
  const suspects = xml.includes('\uFFFD') ? 'Unicode replacement character detected' : undefined;
  const onError = (_: string, message: string) => {
    if (!suspects || !message.startsWith(suspects)) problems.push(message);
  };
  // As XML 1.0 says: the parser's own function also replaces U+2028, which only XML 1.1 takes for the end of a line.
  const normalizeLineEndings = (text: string) => text.replaceAll(/\r\n?/g, '\n');
  const document = new DOMParser({ onError, normalizeLineEndings }).parseFromString(xml, 'text/xml');
  if (problems.length > 0 || !document.documentElement) throw new Error(problems.join('\n'));
  return document.documentElement;
}

/** @returns all elements of a name inside another, in their order */
export function all(element: Element | undefined, name: string): Element[] {
  return element ? [...element.getElementsByTagName(name)] : [];
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The text of a string item; `_x005F_` is an underscore (ECMA-376, 22.4.2.4). */
function textOf(element: Element): string {
  const text = all(element, 't')
    .map((one) => one.textContent)
    .join('');
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The format of each cell style, in the order of the styles. */
function formatsOf(styles: Element) {
  const codes = new Map(
    all(styles, 'numFmt').map((one) => [one.getAttribute('numFmtId'), one.getAttribute('formatCode')]),
  );
  const fonts = all(all(styles, 'fonts')[0], 'font');
  return all(all(styles, 'cellXfs')[0], 'xf').map((style) => ({
    format: codes.get(style.getAttribute('numFmtId')) ?? 'General',
    isBold: all(fonts[Number(style.getAttribute('fontId'))], 'b').length > 0,
    isWrapped: all(style, 'alignment')[0]?.getAttribute('wrapText') === 'true',
  }));
}
