import {
  ConcreteHyperlink,
  Document,
  FileChild,
  Footer,
  type IContext,
  ImageRun,
  type IXmlableObject,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { bytesOfBase64 } from '../format/picture-file.ts';
import type { WordDocument, WordParagraph, WordPicture, WordTable, WordText } from './description.ts';
import { stretchesOf } from './direction.ts';
import { linkTarget } from './link-target.ts';
import {
  ENTRIES,
  INDENTS,
  LINE_TO_WRITE,
  NUMBERING,
  PAGE_PROPERTIES,
  stylesOf,
  TABLE_BORDERS,
  TEXT_WIDTH,
  wordLanguage,
} from './styles.ts';

const HYPERLINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

/** Number of blocks built between two progress reports. */
const BLOCKS_A_REPORT = 500;

/**
 * Builds the file (ECMA-376, transitional) of a description. It works without a break, some seconds for a
 * long report.
 * @param onProgress called with the share that is done, from 0 to 1
 */
export async function build(
  description: WordDocument,
  onProgress: (share: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { title, author, blocks, direction, footer } = description;
  const builder = new Builder(description);
  const children = blocks.map(
    (block, index) =>
      new LateBlock((context) => {
        if (index % BLOCKS_A_REPORT === 0) onProgress(index / blocks.length / 2);
        return builder.block(block).prepForXml(context);
      }),
  );
  const document = new Document({
    title,
    creator: author,
    styles: stylesOf(description),
    numbering: NUMBERING,
    sections: [
      {
        properties: { page: PAGE_PROPERTIES },
        footers: { default: new Footer({ children: [footerOf(footer, direction)] }) },
        children,
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(description) };
  return new Uint8Array(await Packer.toArrayBuffer(document, undefined, [core]));
}

/** Built when it is written and then forgotten: ten thousand pieces at once take a gigabyte. */
class LateBlock extends FileChild {
  readonly #write: (context: IContext) => IXmlableObject | undefined;

  constructor(write: (context: IContext) => IXmlableObject | undefined) {
    super('w:p');
    this.#write = write;
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    return this.#write(context);
  }
}

/** The first link to a target: it registers the target in the document. */
class NewLink extends ConcreteHyperlink {
  readonly #target: string;

  constructor(runs: readonly TextRun[], id: string, target: string) {
    super(runs, id);
    this.#target = target;
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    context.viewWrapper.Relationships.addRelationship(this.linkId, HYPERLINK, this.#target, 'External');
    return super.prepForXml(context);
  }
}

/** Converts blocks to the library's. */
class Builder {
  readonly #document: WordDocument;
  /** The targets of links, each with its id. */
  readonly #targets = new Map<string, string>();

  constructor(document: WordDocument) {
    this.#document = document;
  }

  block(block: WordDocument['blocks'][number]): Paragraph | Table {
    if (block.kind === 'paragraph') return this.#paragraph(block);
    return block.kind === 'table' ? this.#table(block) : this.#picture(block);
  }

  #paragraph({ style, direction, texts, list, fillable, startsPage }: WordParagraph): Paragraph {
    return new Paragraph({
      style,
      ...(direction === 'rtl' && { bidirectional: true }),
      // A text of the other direction begins at the other side, but its indent is on the same side.
      ...(direction !== this.#document.direction && { indent: { start: 0, end: INDENTS[style] ?? 0 } }),
      ...(list !== undefined && {
        numbering: { reference: ENTRIES, level: 0, instance: list, custom: true },
      }),
      ...(fillable && { tabStops: LINE_TO_WRITE }),
      ...(startsPage && { pageBreakBefore: true }),
      children: [
        ...texts.flatMap((text) => this.#text(text, direction)),
        ...(fillable ? [new TextRun({ children: [new Tab()] })] : []),
      ],
    });
  }

  #text({ text, bold, link, language }: WordText, direction: WordParagraph['direction']): ParagraphChild[] {
    const runs = stretchesOf(text, direction).flatMap((stretch) =>
      stretch.text.split('\n').map(
        (line, index) =>
          new TextRun({
            text: line,
            ...(index > 0 && { break: 1 }),
            ...(bold && { bold }),
            ...(link && { style: 'Hyperlink' }),
            ...(stretch.direction === 'rtl' && { rightToLeft: true }),
            ...(language && { language: { value: wordLanguage(language) } }),
          }),
      ),
    );
    return link ? [this.#link(linkTarget(link), runs)] : runs;
  }

  /**
   * Like the library's own link, but with the same id each time, so that the same list gives the same file.
   */
  #link(target: string, runs: readonly TextRun[]): ConcreteHyperlink {
    const known = this.#targets.get(target);
    const id = known ?? `Link${this.#targets.size + 1}`;
    this.#targets.set(target, id);
    return known === undefined ? new NewLink(runs, id, target) : new ConcreteHyperlink(runs, id);
  }

  #table({ widths, head, rows }: WordTable): Table {
    const columnWidths = widths.map((width) => Math.floor((TEXT_WIDTH * width) / 100));
    const row = (cells: readonly WordParagraph[], isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: cells.map(
          (cell, index) =>
            new TableCell({
              width: { size: columnWidths[index] ?? 0, type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.CENTER,
              margins: { left: 100, right: 100 },
              ...(isHead && { shading: { fill: 'ECEEF3' } }),
              children: [this.#paragraph(cell)],
            }),
        ),
      });
    return new Table({
      rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
      columnWidths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: TABLE_BORDERS,
      visuallyRightToLeft: this.#document.direction === 'rtl',
    });
  }

  #picture({ type, base64, width, height, alternative }: WordPicture): Paragraph {
    const image = new ImageRun({
      type,
      data: bytesOfBase64(base64),
      transformation: { width, height },
      altText: { name: alternative, description: alternative },
      outline: { type: 'solidFill', solidFillType: 'rgb', value: 'B9BDC9', width: 9_525 },
    });
    return new Paragraph({
      style: 'EntryText',
      ...(this.#document.direction === 'rtl' && { bidirectional: true }),
      children: [image],
    });
  }
}

function footerOf(text: string, direction: WordDocument['direction']): Paragraph {
  const rightToLeft = direction === 'rtl';
  const look = { size: '8.5pt', color: '50545F' } as const;
  return new Paragraph({
    bidirectional: rightToLeft,
    tabStops: [{ type: 'right', position: TEXT_WIDTH }],
    children: [
      ...stretchesOf(text, direction).map(
        (stretch) => new TextRun({ ...look, text: stretch.text, rightToLeft: stretch.direction === 'rtl' }),
      ),
      new TextRun({
        ...look,
        rightToLeft,
        children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
      }),
    ],
  });
}

/**
 * The library's own properties have no language and take the time from the clock (ECMA-376-2, core
 * properties).
 */
function coreProperties({ title, author, language, madeAt }: WordDocument): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dc:language>${escapeXml(language)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${escapeXml(madeAt)}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${escapeXml(madeAt)}</dcterms:modified></cp:coreProperties>`;
}

function escapeXml(plain: string): string {
  return plain.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
