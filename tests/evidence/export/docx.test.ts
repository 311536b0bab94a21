import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docx } from '../../../evidence/export/docx.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { linkToQuote } from '../../../evidence/piece/text-fragment.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { noteIn, piece } from '../../support/pieces.ts';
import {
  all,
  isOn,
  type ReadParagraph,
  readWordFile,
  settingOf,
  type WordFile,
} from '../../support/word-file.ts';
import { EXPORTED_AT, OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

/** The beginning of a JPEG, which is enough for a file that only contains it. */
const JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP==';

async function write(list: readonly Piece[], say = words, options = OPTIONS): Promise<Uint8Array> {
  return (await docx.write(arrange(list), say, options)) as Uint8Array;
}

async function read(list: readonly Piece[], say = words, options = OPTIONS): Promise<WordFile> {
  return readWordFile(await write(list, say, options));
}

/** The choices with a picture of each page. */
function picturesOf(list: readonly Piece[], size = { width: 1280, height: 900 }) {
  const picture = { dataUrl: `data:image/jpeg;base64,${JPEG}`, ...size, takenAt: EXPORTED_AT };
  return { ...OPTIONS, pictures: new Map(list.map(({ url }) => [pageKey(url), picture])) };
}

function textsIn({ paragraphs }: WordFile, style: string): string[] {
  return paragraphs.filter((one) => one.style === style).map(({ text }) => text);
}

/** The paragraphs of the pieces, each from its title up to the next head. */
function entriesOf({ paragraphs }: WordFile): ReadParagraph[][] {
  const entries: ReadParagraph[][] = [];
  for (const one of paragraphs) {
    if (one.style === 'Heading3') entries.push([one]);
    else if (one.style.startsWith('Heading')) entries.push([]);
    else entries.at(-1)?.push(one);
  }
  return entries.filter(([first]) => first?.style === 'Heading3');
}

describe('the Word report', () => {
  it('is in Mission order: official titles, official texts, evidence, plan, and a place to sign', async () => {
    const file = await read([piece(), piece({ domain: 'shared-leadership' })]);
    const { report } = words;
    expect(textsIn(file, 'Title')).toEqual([words.documentTitle]);
    expect(textsIn(file, 'Subtitle')).toEqual([`${words.madeOn} · ${words.count(2)}`]);
    expect(textsIn(file, 'Heading1')).toEqual([
      ...MISSION_DOMAINS.map((domain, index) => `${index + 1}. ${words.domainTitles[domain].text}`),
      report.approval,
    ]);
    expect(textsIn(file, 'OfficialText')).toEqual(
      MISSION_DOMAINS.map((domain) => words.officialTexts[domain].text.replaceAll('**', '')),
    );
    expect(textsIn(file, 'Heading2')).toEqual([
      report.coverage,
      ...MISSION_DOMAINS.flatMap(() => [report.explanation, report.evidence, report.plan]),
    ]);
    expect(textsIn(file, 'Normal')).toEqual([...Array(3).fill(words.noEvidence), report.approved]);
    expect(textsIn(file, 'Field').slice(-3)).toEqual(
      [report.name, report.date, report.signature].map((head) => `${head}: \t`),
    );
  });

  it('has in bold everything that the source has in bold', async () => {
    const officialTexts = {
      ...words.officialTexts,
      collaboration: { text: 'One **two** three.', language: 'ro' },
    };
    const file = await read([], { ...words, officialTexts });
    const text = file.paragraphs.find(({ text }) => text === 'One two three.');
    const runs = all(text?.element, 'w:r').map((run) => [run.textContent, isOn(run, 'w:b')]);
    expect(runs).toEqual([
      ['One ', false],
      ['two', true],
      [' three.', false],
    ]);
  });

  it('leaves room for unknown facts, and states known ones', async () => {
    const { report } = words;
    const empty = await read([]);
    expect(textsIn(empty, 'Field').slice(0, 3)).toEqual(
      [report.school, report.period, report.preparedBy].map((head) => `${head}: \t`),
    );
    const room = textsIn(empty, 'RoomToWrite').length;
    expect(room).toBeGreaterThanOrEqual(10 * 3);
    const full = await read([], words, {
      ...OPTIONS,
      school: 'Școala 7',
      period: '2024–2026',
      preparedBy: 'Ana',
      explanations: { collaboration: 'One.\nTwo.\n\nThree.' },
      plans: { 'model-school': 'Four.' },
    });
    expect(textsIn(full, 'Field').slice(0, 3)).toEqual([
      `${report.school}: Școala 7`,
      `${report.period}: 2024–2026`,
      `${report.preparedBy}: Ana`,
    ]);
    expect(textsIn(full, 'Normal')).toEqual(expect.arrayContaining(['One.\nTwo.', 'Three.', 'Four.']));
    expect(textsIn(full, 'RoomToWrite')).toHaveLength((room / 10) * 8);
    expect(full.parts.get('word/footer1.xml')?.textContent).toContain('Școala 7');
  });

  it('shows in a table how each domain is covered, under heads that are marked as such', async () => {
    const many = [1, 2, 3].map((number) => piece({ url: `https://school.example/${number}` }));
    const file = await read([...many, piece({ domain: 'model-school' })]);
    const rows = all(file.parts.get('word/document.xml'), 'w:tr');
    expect(rows.map((row) => isOn(row, 'w:tblHeader'))).toEqual([true, ...Array(5).fill(false)]);
    const { empty, thin, covered } = words.coverage;
    const cells = rows.map((row) => all(row, 'w:tc').map((cell) => cell.textContent));
    expect(cells[0]).toEqual([
      words.columns.number,
      words.columns.domain,
      words.report.pieces,
      words.report.standing,
    ]);
    expect(cells.slice(1).map(([number, , count, standing]) => [number, count, standing])).toEqual([
      ['1', '0', empty],
      ['2', '3', covered],
      ['3', '0', empty],
      ['4', '1', thin],
      ['5', '0', empty],
    ]);
  });

  it('numbers the pieces of each domain from 1', async () => {
    const file = await read([
      piece(),
      piece({ url: 'https://school.example/b' }),
      piece({ domain: 'model-school' }),
    ]);
    const lists = entriesOf(file).map(([title]) => title?.list);
    expect(lists[0]).toBe(lists[1]);
    expect(lists[2]).not.toBe(lists[0]);
    const numbering = file.parts.get('word/numbering.xml');
    const known = all(numbering, 'w:num').map((num) => num.getAttribute('w:numId'));
    expect(known).toEqual(expect.arrayContaining(lists));
    // Lists of one definition continue each other unless each gives its start.
    for (const num of all(numbering, 'w:num').filter((one) =>
      lists.includes(one.getAttribute('w:numId') ?? ''),
    ))
      expect(settingOf(num, 'w:startOverride')).toBe('1');
  });

  it('contains every known fact of a piece', async () => {
    const [[title, address, ...rest] = []] = entriesOf(await read([fullPiece()]));
    expect(title?.text).toBe(`${piece().title} (planificată)`);
    expect(title?.links).toEqual([{ text: piece().title, target: piece().url }]);
    expect(address?.text).toBe(piece().url);
    expect(rest.map(({ style, text }) => [style, text])).toEqual([
      ['EntryText', `${words.columns.note}: ${noteIn(piece())}`],
      ['Quotation', 'The water was clean.'],
      ['QuotationLink', words.findQuote],
      ['Quotation', 'All pupils measured it.'],
      ['QuotationLink', words.findQuote],
      [
        'EntryDetail',
        'Data activității: 14 februarie 2026 · Data marcării: 1 martie 2026 · Marcată de: Anna Kowalska · ' +
          'Etichete: Erasmus+; Water · Cine o poate deschide: doar cine se autentifică',
      ],
    ]);
    const targets = rest.flatMap(({ links }) => links.map(({ target }) => target));
    expect(targets).toEqual(fullPiece().quotes?.map((one) => linkToQuote(piece().url, one)));
  });

  it('has no link if there is no web page, and gives the place', async () => {
    const list = [
      offlinePiece({ quotes: [quote('Said.')] }),
      fullPiece({ url: 'javascript:alert(1)', domain: 'model-school' }),
    ];
    const file = await read(list);
    const [[, place] = [], [, nowhere] = []] = entriesOf(file);
    expect(place?.text).toBe('Unde se păstrează: the school office, folder 3');
    expect(nowhere?.text).toBe(words.notOnTheWeb);
    expect(file.paragraphs.flatMap(({ links }) => links)).toEqual([]);
    expect(textsIn(file, 'Quotation')).toContain('Said.');
  });

  it('leaves a line for the reason if nobody wrote one', async () => {
    const [entry = []] = entriesOf(await read([piece({ note: ' \n\n', title: '' })]));
    expect(entry[0]?.links[0]?.text).toBe(words.untitled);
    expect(entry[2]?.text).toBe(`${words.columns.note}: \t`);
  });

  it('shows a picture with an alternative text, within the page and never enlarged', async () => {
    const large = await read([piece()], words, picturesOf([piece()], { width: 1600, height: 1600 }));
    const [drawing] = all(large.parts.get('word/document.xml'), 'w:drawing');
    expect(all(drawing, 'wp:docPr')[0]?.getAttribute('descr')).toBe(words.screenshotOf(piece().title));
    const extent = all(drawing, 'wp:extent')[0];
    // English Metric Units: 360,000 to the centimetre (ECMA-376-1, 20.1.2.1).
    expect(Number(extent?.getAttribute('cx')) / 360_000).toBeLessThanOrEqual(16.6);
    expect(Number(extent?.getAttribute('cy')) / 360_000).toBeLessThanOrEqual(9);
    expect(extent?.getAttribute('cx')).toBe(extent?.getAttribute('cy'));
    const media = Object.entries(large.files).filter(([path]) => path.startsWith('word/media/'));
    expect(media.map(([path, content]) => [path.split('.').at(-1), Buffer.from(content)])).toEqual([
      ['jpg', Buffer.from(JPEG, 'base64')],
    ]);
    const small = await read([piece()], words, picturesOf([piece()], { width: 100, height: 50 }));
    const shown = all(small.parts.get('word/document.xml'), 'wp:extent')[0];
    expect([shown?.getAttribute('cx'), shown?.getAttribute('cy')]).toEqual(['952500', '476250']);
  });

  it.each([
    'data:image/webp;base64,UklGRg==',
    'data:text/html;base64,UklGRg==',
    'https://school.example/a.jpg',
  ])('shows no picture that Word may not show: %s', async (dataUrl) => {
    const pictures = new Map([[piece().url, { dataUrl, width: 10, height: 10, takenAt: EXPORTED_AT }]]);
    const file = await read([piece()], words, { ...OPTIONS, pictures });
    expect(all(file.parts.get('word/document.xml'), 'w:drawing')).toEqual([]);
    expect(Object.keys(file.files).filter((path) => path.startsWith('word/media/'))).toEqual([]);
  });

  it('names a style only if there is one, and a relationship likewise', async () => {
    const file = await read([fullPiece(), offlinePiece()], words, picturesOf([fullPiece()]));
    const styles = all(file.parts.get('word/styles.xml'), 'w:style').map((one) =>
      one.getAttribute('w:styleId'),
    );
    expect(styles).toEqual(expect.arrayContaining(file.paragraphs.map(({ style }) => style).filter(Boolean)));
    const ids = all(file.parts.get('word/_rels/document.xml.rels'), 'Relationship').map((one) =>
      one.getAttribute('Id'),
    );
    expect(ids).toEqual([...new Set(ids)]);
    const document = file.parts.get('word/document.xml');
    const used = [
      ...all(document, 'w:hyperlink').map((one) => one.getAttribute('r:id')),
      ...all(document, 'a:blip').map((one) => one.getAttribute('r:embed')),
      ...all(document, 'w:footerReference').map((one) => one.getAttribute('r:id')),
    ];
    expect(used.length).toBeGreaterThanOrEqual(5);
    expect(ids).toEqual(expect.arrayContaining(used));
  });

  it('counts its pages at the foot of each', async () => {
    const footer = (await read([])).parts.get('word/footer1.xml');
    expect(all(footer, 'w:instrText').map(({ textContent }) => textContent?.trim())).toEqual([
      'PAGE',
      'NUMPAGES',
    ]);
  });
});

it('has real heads, from which Word makes its outline', async () => {
  const styles = all((await read([])).parts.get('word/styles.xml'), 'w:style');
  const levels = ['Heading1', 'Heading2', 'Heading3'].map((id) =>
    settingOf(
      styles.find((one) => one.getAttribute('w:styleId') === id),
      'w:outlineLvl',
    ),
  );
  expect(levels).toEqual(['0', '1', '2']);
});

describe('the language of the Word report', () => {
  it.each([
    ['ro', 'ro-RO'],
    ['pl', 'pl-PL'],
    ['en', 'en-GB'],
    ['et', 'et-EE'],
  ])('is marked: %s', async (language, tag) => {
    const { parts } = await read([], await wordsOf(language));
    const defaults = all(parts.get('word/styles.xml'), 'w:docDefaults')[0];
    expect(settingOf(defaults, 'w:lang')).toBe(tag);
    const core = parts.get('docProps/core.xml');
    expect(all(core, 'dc:language')[0]?.textContent).toBe(language);
    expect(all(core, 'dc:title')[0]?.textContent).toBe((await wordsOf(language)).documentTitle);
    expect(all(core, 'dcterms:created')[0]?.textContent).toBe(OPTIONS.exportedAt);
  });

  it('is marked if an official text is in another, and only there', async () => {
    const foreign = await read([], await rightToLeftWords());
    const own = await read([]);
    const tagsIn = ({ paragraphs }: WordFile) =>
      paragraphs
        .filter(({ style }) => style === 'Heading1')
        .map(({ element }) => settingOf(element, 'w:lang'));
    expect(tagsIn(foreign)).toEqual([...Array(5).fill('en-GB'), undefined]);
    expect(tagsIn(own)).toEqual(Array(6).fill(undefined));
  });

  it('turns the document round if it is written from right to left', async () => {
    const file = await read([fullPiece({ title: 'ماء: Water 2025' })], await rightToLeftWords());
    const [[title, address] = []] = entriesOf(file);
    expect(title?.isRightToLeft).toBe(true);
    const runs = all(title?.element, 'w:r').map((run) => [run.textContent, isOn(run, 'w:rtl')]);
    expect(runs.slice(0, 2)).toEqual([
      ['ماء: ', true],
      ['Water 2025', false],
    ]);
    expect(address?.isRightToLeft).toBe(false);
    const [table] = all(file.parts.get('word/document.xml'), 'w:tbl');
    expect(isOn(table, 'w:bidiVisual')).toBe(true);
    for (const style of ['Title', 'Heading1', 'Heading2', 'Field', 'RoomToWrite', 'TableCell', 'EntryDetail'])
      for (const one of file.paragraphs.filter((paragraph) => paragraph.style === style))
        expect(one.isRightToLeft, `${style}: ${one.text}`).toBe(true);
  });

  it('runs from left to right otherwise, except for text that somebody wrote from right to left', async () => {
    const file = await read([piece({ note: 'One.\n\nماء.', quotes: [quote('مدينة')] })]);
    expect(file.paragraphs.filter((one) => one.isRightToLeft).map(({ text }) => text)).toEqual([
      'ماء.',
      'مدينة',
    ]);
    expect(isOn(all(file.parts.get('word/document.xml'), 'w:tbl')[0], 'w:bidiVisual')).toBe(false);
  });
});

describe('hostile text in the Word report', () => {
  const HOSTILE = [
    '<w:r><w:t>x</w:t></w:r>',
    ']]>',
    '"><evil a="',
    "' onload='",
    '&lt;&amp;&#0;&unknown;',
    '<!ENTITY x SYSTEM "file:///etc/passwd">',
    '{concrete-instance} {rId1} %1. \\h PAGE',
  ];

  it.each(HOSTILE)('stays text: %s', async (text) => {
    const one = piece({
      title: text,
      note: text,
      quotes: [quote(text)],
      labels: [text],
      taggedBy: text,
      url: 'https://school.example/a?b=%22&c',
    });
    const options = { ...picturesOf([one]), school: text, preparedBy: text, plans: { collaboration: text } };
    const file = await read([one], words, options);
    const [entry = []] = entriesOf(file);
    expect(entry[0]?.links).toEqual([{ text, target: one.url }]);
    expect(entry[2]?.text).toBe(`${words.columns.note}: ${text}`);
    expect(textsIn(file, 'Quotation')).toEqual([text]);
    expect(textsIn(file, 'EntryDetail')[0]).toContain(`${words.columns.labels}: ${text}`);
    expect(textsIn(file, 'Normal')).toContain(text);
    expect(all(file.parts.get('word/document.xml'), 'wp:docPr')[0]?.getAttribute('descr')).toBe(
      words.screenshotOf(text),
    );
    expect(all(file.parts.get('docProps/core.xml'), 'dc:creator')[0]?.textContent).toBe(text);
  });

  it('loses characters that XML 1.0 forbids and that hide or turn text', async () => {
    const text = 'a\u0000\u0008\u000B\u001F\u007F\u202E\u2066\uFFFE\uFFFFb';
    const one = piece({ title: text, note: text, quotes: [quote(text)], taggedBy: text });
    const options = { ...picturesOf([one]), school: text, preparedBy: text };
    const file = await read([one], words, options);
    expect(entriesOf(file)[0]?.[0]?.text).toBe('ab');
    expect(textsIn(file, 'Quotation')).toEqual(['ab']);
    expect(all(file.parts.get('docProps/core.xml'), 'dc:creator')[0]?.textContent).toBe('ab');
  });

  it('is shown but not linked as an address that is too long to be followed', async () => {
    const url = `https://school.example/${'a'.repeat(100_000)}`;
    const file = await read([piece({ url, quotes: [quote('One.')] })]);
    expect(file.paragraphs.flatMap(({ links }) => links)).toEqual([]);
    expect(textsIn(file, 'Address')[0]?.startsWith(url.slice(0, 1_000))).toBe(true);
    expect(textsIn(file, 'Address')[0]?.length).toBeLessThan(3_000);
  });
});

it('a Word report is well-formed, reads back piece by piece and links only to http and https, for any list', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyFullList, async (list) => {
      const file = await read(list, words, picturesOf(list));
      const pieces = arrange(list).flatMap((section) => section.pieces);
      const entries = entriesOf(file);
      expect(entries).toHaveLength(pieces.length);
      for (const [index, one] of pieces.entries()) {
        const entry = entries[index] ?? [];
        const isOnTheWeb = /^https?:/.test(one.url);
        const planned = one.status === 'planned' ? ` (${words.status.planned})` : '';
        expect(entry[0]?.text).toBe(`${one.title || words.untitled}${planned}`);
        const said = entry.map(({ text }) => text).join('');
        expect(bare(said)).toContain(bare(noteIn(one)));
        for (const { exact } of one.quotes ?? []) expect(bare(said)).toContain(bare(exact));
        const targets = entry.flatMap(({ links }) => links.map(({ target = '' }) => target));
        expect(targets).toHaveLength(isOnTheWeb ? 1 + (one.quotes?.length ?? 0) : 0);
        for (const target of targets) expect(target).toMatch(/^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/);
      }
    }),
    { numRuns: 40 },
  );
});

/** Text without its white space, whose position has little meaning. */
function bare(text: string): string {
  return text.replace(/\s/g, '');
}

describe('writing a Word report', () => {
  it('does not even begin if it is to stop', async () => {
    const signal = AbortSignal.abort();
    await expect(docx.write(arrange([piece()]), words, { ...OPTIONS, signal })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
  });

  it('reports its progress, from little to much', async () => {
    const shares: number[] = [];
    const list = Array.from({ length: 400 }, (_, number) =>
      fullPiece({ url: `https://school.example/${number}` }),
    );
    await write(list, words, { ...OPTIONS, onProgress: (share: number) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });
});
