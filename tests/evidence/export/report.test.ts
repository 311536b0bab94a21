import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { aboutSchool, ownTexts } from '../../../components/export/application-options.ts';
import { keepReferences, numberingOf } from '../../../evidence/application/references.ts';
import { docx } from '../../../evidence/export/docx.ts';
import type { ExportOptions } from '../../../evidence/export/format/contract.ts';
import { html } from '../../../evidence/export/html.ts';
import { exportFileName } from '../../../evidence/export/index.ts';
import { markdown } from '../../../evidence/export/markdown.ts';
import { text } from '../../../evidence/export/text.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { loadWords } from '../../../locales/index.ts';
import { application } from '../../support/applications.ts';
import { piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('it');
const GARDEN = piece({ title: 'Garden', position: 1, activityDate: '2025-05-05' });
const OLD = piece({
  title: 'Old',
  url: 'https://school.example/old',
  position: 2,
  activityDate: '2019-05-05',
});
const list = arrange([GARDEN, OLD]);
const kept = (said: string) => keepReferences(said, numberingOf(list), 'collaboration', []);
const ONE = application({
  school: 'Școala „Mihai Eminescu” / nr. 5',
  preparedBy: 'Anna <b>',
  from: '2024-09-01',
  to: '2026-08-31',
  texts: {
    eSafety: kept('La nostra politica.').concat(' ', kept('[1]')),
    'collaboration.explanation': kept('Scaviamo [1], poi [2].\n\nInsieme <script>.'),
    'collaboration.plan': 'Di più.',
  },
});
const options: ExportOptions = {
  ...OPTIONS,
  ...aboutSchool(ONE, await loadWords('it')),
  ...ownTexts(ONE, [GARDEN, OLD], MISSION_DOMAINS),
};

describe('the printed report', () => {
  const { document } = parseHTML(html.write(list, words, options) as string);
  const texts = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent);

  it('begins with the school, the period, and how each domain is covered', () => {
    expect(texts('.title .field')).toEqual([
      `${words.report.school}: Școala „Mihai Eminescu” / nr. 5`,
      `${words.report.period}: 1 settembre 2024 – 31 agosto 2026`,
      `${words.report.preparedBy}: Anna <b>`,
    ]);
    expect(document.querySelectorAll('.title tbody tr')).toHaveLength(5);
    expect(texts('.title tbody tr:nth-child(2) td')).toEqual([
      '2',
      words.domainTitles.collaboration.text,
      '2',
      words.coverage.thin,
    ]);
    expect(document.querySelector('.title')?.textContent).toContain('La nostra politica. [2.1]');
  });

  it('has for each domain the official text, the explanation, the evidence and the plan', () => {
    const second = document.querySelectorAll('section.domain')[1];
    const heads = [...(second?.querySelectorAll('h3') ?? [])].map((head) => head.textContent);
    expect(heads).toEqual([words.report.explanation, words.report.evidence, words.report.plan]);
    expect(second?.querySelector('.official')?.textContent).toBe(
      words.officialTexts.collaboration.text.replaceAll('**', ''),
    );
    expect(second?.textContent).toContain('Scaviamo [1], poi [2].');
    expect(second?.textContent).toContain('Insieme <script>.');
    expect(second?.textContent).toContain('Di più.');
    expect([...(second?.querySelectorAll('h4') ?? [])].map((head) => head.textContent)).toEqual([
      'Garden',
      'Old',
    ]);
    expect(document.querySelectorAll('script')).toHaveLength(0);
  });

  it('marks a piece outside the period, and leaves room for unwritten texts', () => {
    const [garden, old] = document.querySelectorAll('li');
    expect(garden?.textContent).not.toContain(words.outsidePeriod);
    expect(old?.textContent).toContain(`${words.report.period}: ${words.outsidePeriod}`);
    expect(document.querySelectorAll('.domain .room')).toHaveLength(8);
    expect(document.querySelectorAll('.sign .line')).toHaveLength(3);
  });
});

it('the Word report has the same content as the printed one', async () => {
  const { describe: describeReport } = await import('../../../evidence/export/word/describe.ts');
  const { blocks } = await describeReport(list, words, options);
  const said = JSON.stringify(blocks);
  for (const part of ['Școala', '1 settembre 2024 – 31 agosto 2026', 'Scaviamo [1], poi [2].', 'Di più.']) {
    expect(said).toContain(part);
  }
  expect(said).toContain('La nostra politica. [2.1]');
  expect(said.split(words.outsidePeriod)).toHaveLength(2);
  expect(await docx.write(list, words, options)).toBeInstanceOf(Uint8Array);
});

it('text and Markdown have the written texts, and no heads of empty ones', () => {
  const plain = text.write(list, words, options) as string;
  expect(plain).toContain(
    `${words.report.explanation}\n\nScaviamo [1], poi [2].\n\nInsieme <script>.\n\n${words.report.evidence}\n\n1) Garden`,
  );
  expect(plain).toContain(`${words.report.plan}\n\nDi più.`);
  expect(plain.split(words.report.plan)).toHaveLength(2);
  expect(plain.startsWith(`${words.report.eSafety}\n\nLa nostra politica. [2.1]`)).toBe(true);
  const marked = markdown.write(list, words, options) as string;
  expect(marked).toContain('Scaviamo \\[1\\], poi \\[2\\].');
  expect(marked.split(`### ${words.report.plan}`)).toHaveLength(2);
});

it.each([
  ['Școala „Mihai Eminescu” / nr. 5', 'mission-evidence-școala-mihai-eminescu-nr-5-2026-11-22.html'],
  ['../../etc/passwd', 'mission-evidence-etc-passwd-2026-11-22.html'],
  ['CON', 'mission-evidence-con-2026-11-22.html'],
  [' … ', 'mission-evidence-2026-11-22.html'],
  ['a'.repeat(200), `mission-evidence-${'a'.repeat(40)}-2026-11-22.html`],
])('the file of %s has a name that every system accepts', (school, name) => {
  expect(exportFileName(html, '2026-11-22', school)).toBe(name);
});
