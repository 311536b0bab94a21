import { spawnSync } from 'node:child_process';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { parse as parseHtml, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { CsvSeparator, ExportFormat, ExportWords } from '../../../evidence/export/format/contract.ts';
import { EXPORT_FORMATS, type FormatId } from '../../../evidence/export/index.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { HOSTILE_LIST } from '../../support/hostile-pieces.ts';
import { all, parseXml } from '../../support/word-file.ts';
import { OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';

/* Hostile data through every format there is; a new format has to be added here, too. */

const english = await wordsOf('en');

/** The data after the parser that everything stored passes. */
const STORED = HOSTILE_LIST.flatMap((piece) => {
  const stored = parsePiece(piece);
  return stored.state === 'ok' ? [stored.piece] : [];
});

async function write(
  id: FormatId,
  list: readonly Piece[] = HOSTILE_LIST,
  words: ExportWords = english,
  csvSeparator: CsvSeparator = ';',
): Promise<Uint8Array> {
  const format: ExportFormat | undefined = EXPORT_FORMATS.find((one) => one.id === id);
  const content = (await format?.write(arrange(list), words, { ...OPTIONS, csvSeparator })) ?? '';
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

const text = async (...of: Parameters<typeof write>) => strFromU8(await write(...of));

const partsOf = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, xml: strFromU8(content) }));

function expectInert(table: string, separator: CsvSeparator, count: number): void {
  const rows: string[][] = parseCsv(table, { bom: true, delimiter: separator, record_delimiter: '\r\n' });
  expect(rows).toHaveLength(count + 1);
  for (const cell of rows.flat()) expect(cell.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[\t\r\n]/);
}

/** A page may contain only elements that request nothing, run nothing and lead only to the web. */
function expectHarmless(page: string, allowed: readonly string[]): void {
  const visit = (node: Tree.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      expect(allowed).toContain(child.tagName);
      for (const { name, value } of child.attrs) {
        expect(name).not.toMatch(/^on|^srcset$|^style$|^srcdoc$/);
        if (name === 'href') expect(value).toMatch(/^https?:\/\/school\.example\//);
        if (name === 'src') expect(value).toMatch(/^data:image\//);
      }
      visit(child);
    }
  };
  visit(parseHtml(page));
}

const BOOKMARK_ELEMENTS = ['html', 'head', 'meta', 'title', 'body', 'h1', 'h3', 'dl', 'dt', 'dd', 'p', 'a'];
const PAGE_ELEMENTS = [
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'header',
    'main',
    'section',
    'h1',
    'h2',
    'h3',
    'p',
    'br',
  ],
  ...[
    'span',
    'a',
    'ol',
    'li',
    'dl',
    'div',
    'dt',
    'dd',
    'bdi',
    'time',
    'figure',
    'blockquote',
    'figcaption',
    'img',
  ],
];

describe.each(['en', 'right to left'])('hostile data in a file in %s', async (language) => {
  const words = language === 'en' ? english : await rightToLeftWords();

  it.each<CsvSeparator>([';', ','])('is inert in each cell of a table with %s', async (separator) => {
    expectInert(await text('csv', HOSTILE_LIST, words, separator), separator, HOSTILE_LIST.length);
  });

  it.each(['docx', 'xlsx'] as const)(
    'leaves every part of a .%s well-formed, without a formula',
    async (id) => {
      const parts = partsOf(await write(id, HOSTILE_LIST, words));
      expect(parts.length).toBeGreaterThan(5);
      for (const { xml } of parts) {
        const root = parseXml(xml);
        expect(all(root, 'f')).toEqual([]);
        expect(all(root, 'script')).toEqual([]);
        for (const one of all(root, 'Relationship')) {
          if (one.getAttribute('TargetMode') !== 'External') continue;
          expect(one.getAttribute('Target')).toMatch(/^https?:\/\/school\.example\//);
        }
      }
    },
  );

  it('is text in a page and among bookmarks', async () => {
    expectHarmless(await text('html', HOSTILE_LIST, words), PAGE_ELEMENTS);
    expectHarmless(await text('bookmarks', HOSTILE_LIST, words), BOOKMARK_ELEMENTS);
  });

  it('is the same in an archive as in a file of its own', async () => {
    const parts = new Map(
      partsOf(await write('zip', HOSTILE_LIST, words)).map(({ path, xml }) => [path, xml]),
    );
    expectInert(parts.get('mission-evidence.csv') ?? '', ';', HOSTILE_LIST.length);
    expectHarmless(parts.get('mission-evidence.html') ?? '', PAGE_ELEMENTS);
    for (const [path, json] of parts) if (path.endsWith('.json')) JSON.parse(json);
    expect([...parts.keys()].every((path) => /^(pictures\/)?[^/\\]+$/.test(path))).toBe(true);
  });
});

describe('stored hostile data', () => {
  it('is most of it still there', () => {
    expect(STORED.length).toBeGreaterThan(HOSTILE_LIST.length / 3);
  });

  it.each(['text', 'markdown', 'csv', 'html', 'bookmarks', 'json'] as const)(
    'leaves no control, override or half of a character in .%s',
    async (id) => {
      const content = await text(id, STORED);
      const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB\uFFFE\uFFFF]/u;
      expect(unwanted.exec(content)?.[0].codePointAt(0)).toBeUndefined();
    },
  );
});

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

it.skipIf(!hasXmllint).each(['docx', 'xlsx'] as const)(
  'another parser finds .%s well-formed, too',
  async (id) => {
    for (const { path, xml } of partsOf(await write(id))) {
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], {
        input: xml,
        encoding: 'utf8',
      });
      expect(stderr, path).toBe('');
      expect(status).toBe(0);
    }
  },
);

it('hostile data is tried in every format', () => {
  const tried = ['docx', 'html', 'xlsx', 'csv', 'text', 'markdown', 'json', 'zip', 'bookmarks'];
  expect(EXPORT_FORMATS.map(({ id }) => id).toSorted()).toEqual(tried.toSorted());
});
