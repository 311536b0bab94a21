/**
 * Turns the page into a report to sign: a title page, the official texts, the school's own texts, a place to
 * sign.
 */

import { boldParts } from '../bold-parts.ts';
import type { ArrangedEvidence } from '../list/arrange.ts';
import { coverageOf } from '../list/coverage.ts';
import { domainNumber, type MissionDomain } from '../mission-domain.ts';
import { escapeHtml } from './escape-html.ts';
import type { ExportOptions, ExportWords } from './format/contract.ts';
import { htmlParagraphs, languageAttribute } from './html-parts.ts';

/** @returns whether there is an application to report on; without one the page is a list */
export function isReport({ eSafety }: ExportOptions): boolean {
  return eSafety !== undefined;
}

/** @returns the title page: who reports on what, how well each domain is covered, and the text on eSafety */
export function htmlTitlePage(list: ArrangedEvidence, words: ExportWords, options: ExportOptions): string {
  const { report, columns } = words;
  const heads = [columns.number, columns.domain, report.pieces, report.standing];
  const rows = list.map(({ domain, pieces: { length } }) => {
    const title = `<td${languageAttribute(words, words.domainTitles[domain].language)}>${escapeHtml(words.domainTitles[domain].text)}</td>`;
    return `<tr><td>${domainNumber(domain)}</td>${title}<td>${length}</td><td>${escapeHtml(words.coverage[coverageOf(length)])}</td></tr>`;
  });
  return `
<section class="title">
${field(report.school, options.school)}
${field(report.period, options.period)}
${field(report.preparedBy, options.preparedBy)}
<h2 class="plain">${escapeHtml(report.coverage)}</h2>
<table>
<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p class="none">${escapeHtml(report.official)}</p>
<h2 class="plain">${escapeHtml(report.eSafety)}</h2>
${written(options.eSafety)}
</section>`;
}

/** @returns the official text of a domain and the school's text on what it does */
export function htmlBeforeEvidence(
  domain: MissionDomain,
  words: ExportWords,
  options: ExportOptions,
): string {
  const official = words.officialTexts[domain];
  const parts = boldParts(official.text).map(({ text, isBold }) =>
    isBold ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text),
  );
  return `<p class="official"${languageAttribute(words, official.language)}>${parts.join('')}</p>
<h3 class="part">${escapeHtml(words.report.explanation)}</h3>
${written(options.explanations?.[domain])}
<h3 class="part">${escapeHtml(words.report.evidence)}</h3>
`;
}

/** @returns the school's text on its plans */
export function htmlAfterEvidence(domain: MissionDomain, words: ExportWords, options: ExportOptions): string {
  return `
<h3 class="part">${escapeHtml(words.report.plan)}</h3>
${written(options.plans?.[domain])}`;
}

/** @returns the place where the principal signs */
export function htmlPlaceToSign({ report }: ExportWords): string {
  return `
<section class="sign">
<h2 class="plain">${escapeHtml(report.approval)}</h2>
<p>${escapeHtml(report.approved)}</p>
${[report.name, report.date, report.signature].map((head) => field(head, undefined)).join('\n')}
</section>`;
}

/** A heading with its value, or a line to write it on. */
function field(head: string, value = ''): string {
  const said = value.trim() ? `<bdi>${escapeHtml(value.trim())}</bdi>` : '<span class="line"></span>';
  return `<p class="field"><strong>${escapeHtml(head)}:</strong> ${said}</p>`;
}

/** Somebody's text, or room to write it. */
function written(text = ''): string {
  const paragraphs = htmlParagraphs(text, ' dir="auto"');
  return paragraphs.length > 0 ? paragraphs.join('\n') : '<div class="room"></div>';
}

/** The stylesheet of these parts. */
export const REPORT_STYLE = `
.plain { padding-inline-start: 0; text-indent: 0; margin-block: 1.5rem .5rem; }
.part { margin-block: 1.4rem .3rem; }
h4 { font-size: 1rem; margin-block: 0; break-after: avoid; overflow-wrap: anywhere; }
.field { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .6rem; }
.line { flex: 1; min-inline-size: 10rem; border-block-end: 1px solid #50545f; }
.official { color: #50545f; padding-inline-start: .9rem; border-inline-start: 3px solid #b9bdc9; }
.room { min-block-size: 9rem; border: 1px solid #b9bdc9; border-radius: .3rem; }
.sign .field { margin-block: 2rem; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { padding: .3rem .5rem; border: 1px solid #b9bdc9; text-align: start; vertical-align: top; }
@media print { .title, .domain { break-after: page; } }
`;
