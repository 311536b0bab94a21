import type { Evidence } from '../evidence.ts';
import { domainNumber } from '../mission-domain.ts';
import type { ExportFormat, ExportWords } from './contract.ts';

/** One self-contained page to read, print (and so keep as PDF) or send; no script, no request. */
export const html: ExportFormat<'html'> = {
  id: 'html',
  extension: 'html',
  mimeType: 'text/html;charset=utf-8',
  pasteable: false,
  write(list, words) {
    const total = list.reduce((sum, { pieces }) => sum + pieces.length, 0);
    const sections = list.map(
      ({ domain, pieces }) => `
<section>
<h2${languageOf(words, words.domainTitles[domain].language)}><span class="number">${domainNumber(domain)}</span> ${escapeHtml(words.domainTitles[domain].text)}</h2>
${
  pieces.length === 0
    ? `<p class="none">${escapeHtml(words.noEvidence)}</p>`
    : `<p class="count">${escapeHtml(words.count(pieces.length))}</p>
<ol>${pieces.map((piece) => entry(piece, words)).join('')}
</ol>`
}
</section>`,
    );
    return `<!doctype html>
<html lang="${escapeHtml(words.language)}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.documentTitle)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(words.documentTitle)}</h1>
<p>${escapeHtml(words.madeOn)} · ${escapeHtml(words.count(total))}</p>
</header>
<main>${sections.join('')}
</main>
</body>
</html>
`;
  },
};

function entry({ title, url, note, taggedAt }: Evidence, words: ExportWords): string {
  const paragraphs = note
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p dir="auto">${paragraph.trim().split('\n').map(escapeHtml).join('<br>')}</p>`);
  return `
<li>
<h3><a href="${escapeHtml(url)}" dir="auto">${escapeHtml(title || words.untitled)}</a></h3>
<p class="address" dir="ltr">${escapeHtml(url)}</p>
${paragraphs.join('\n')}
<p class="date">${escapeHtml(words.columns.taggedOn)}: <time datetime="${escapeHtml(taggedAt)}">${escapeHtml(words.date(taggedAt))}</time></p>
</li>`;
}

function languageOf(words: ExportWords, language: string): string {
  return language === words.language ? '' : ` lang="${escapeHtml(language)}"`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside quoted attributes (OWASP, Cross Site Scripting Prevention, rules 1 and 2). */
function escapeHtml(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-inline-size: 46rem; padding-inline: 1.5rem; color: #1a1c23; background: #fff;
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header { border-block-end: 2px solid #1a1c23; margin-block-end: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin-block: 0 .25rem; }
h2 { display: flex; align-items: baseline; gap: .6rem; font-size: 1.2rem; line-height: 1.3; margin-block: 2.5rem .25rem; break-after: avoid; }
h3 { font-size: 1rem; margin-block: 0; break-after: avoid; }
.number { flex: none; min-inline-size: 1.6em; text-align: center; border: 1.5px solid currentColor; border-radius: .4em; }
.count, .none, .address, .date, header p { color: #50545f; }
.address, .date { font-size: .875rem; margin-block: .1rem; }
.address { overflow-wrap: anywhere; text-align: start; }
a { color: #1b4fa8; overflow-wrap: anywhere; }
p { margin-block: .4rem; overflow-wrap: break-word; }
ol { padding-inline-start: 1.6rem; }
li { margin-block: 1rem; break-inside: avoid; }
@page { margin: 18mm; }
@media print { body { margin: 0; max-inline-size: none; padding: 0; font-size: 10.5pt; } a { color: inherit; } }
`;
