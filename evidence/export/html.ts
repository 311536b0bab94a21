import { domainNumber } from '../mission-domain.ts';
import { pageKey } from '../page/page-address.ts';
import type { Piece } from '../piece/piece.ts';
import { escapeHtml } from './escape-html.ts';
import type { ExportFormat, ExportOptions, ExportPicture, ExportWords } from './format/contract.ts';
import {
  factsInWords,
  type LinkedQuote,
  linkOf,
  type NamedFact,
  noteOf,
  quotesOf,
  whereIs,
} from './format/piece-in-words.ts';
import { htmlParagraphs, languageAttribute } from './html-parts.ts';
import {
  htmlAfterEvidence,
  htmlBeforeEvidence,
  htmlPlaceToSign,
  htmlTitlePage,
  isReport,
  REPORT_STYLE,
} from './html-report.ts';

/**
 * One self-contained page to read, print (or save as PDF) or send; no script, no request. If there is an
 * application, it is the whole report.
 */
export const html: ExportFormat<'html'> = {
  id: 'html',
  extension: 'html',
  mimeType: 'text/html;charset=utf-8',
  pasteable: false,
  wantsPictures: true,
  write(list, words, options) {
    const total = list.reduce((sum, { pieces }) => sum + pieces.length, 0);
    const report = isReport(options);
    const sections = list.map(
      ({ domain, pieces }) => `
<section class="domain">
<h2${languageAttribute(words, words.domainTitles[domain].language)}><span class="number">${domainNumber(domain)}</span> ${escapeHtml(words.domainTitles[domain].text)}</h2>
${report ? htmlBeforeEvidence(domain, words, options) : ''}${
  pieces.length === 0
    ? `<p class="none">${escapeHtml(words.noEvidence)}</p>`
    : `<p class="count">${escapeHtml(words.count(pieces.length))}</p>
<ol>${pieces.map((piece) => entry(piece, words, options)).join('')}
</ol>`
}${report ? htmlAfterEvidence(domain, words, options) : ''}
</section>`,
    );
    return `<!doctype html>
<html lang="${escapeHtml(words.language)}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.documentTitle)}</title>
<style>${STYLE}${report ? REPORT_STYLE : ''}</style>
</head>
<body>
<header>
<h1>${escapeHtml(words.documentTitle)}</h1>
<p>${escapeHtml(words.madeOn)} · ${escapeHtml(words.count(total))}</p>
</header>
<main>${report ? htmlTitlePage(list, words, options) : ''}${sections.join('')}${report ? htmlPlaceToSign(words) : ''}
</main>
</body>
</html>
`;
  },
};

function entry(piece: Piece, words: ExportWords, options: ExportOptions): string {
  const head = isReport(options) ? 'h4' : 'h3';
  const title = piece.title || words.untitled;
  const picture = options.pictures.get(pageKey(piece.url));
  const planned =
    piece.status === 'planned' ? ` <span class="planned">${escapeHtml(words.status.planned)}</span>` : '';
  const parts = [
    `<${head}>${linked(title, linkOf(piece))}${planned}</${head}>`,
    linkOf(piece)
      ? `<p class="address" dir="ltr">${escapeHtml(piece.url)}</p>`
      : `<p class="address">${escapeHtml(whereIs(piece, words))}</p>`,
    ...htmlParagraphs(noteOf(piece), ' dir="auto"'),
    ...quotesOf(piece).map((quote) => quotation(quote, words)),
    ...(picture ? [image(picture, words.screenshotOf(title))] : []),
    `<dl>${factsInWords(piece, words, options).map(factOf).join('')}</dl>`,
  ];
  return `
<li>
${parts.join('\n')}
</li>`;
}

/** A link, or plain text without an address. */
function linked(label: string, address: string | undefined): string {
  return address
    ? `<a href="${escapeHtml(address)}" dir="auto">${escapeHtml(label)}</a>`
    : `<span dir="auto">${escapeHtml(label)}</span>`;
}

/**
 * Keeps the link to the passage outside the quotation, of which it is no part (HTML Living Standard, 4.4.4).
 */
function quotation({ passage, link }: LinkedQuote, words: ExportWords): string {
  const quote = `<blockquote dir="auto">${htmlParagraphs(passage).join('')}</blockquote>`;
  const way = link
    ? `<figcaption><a href="${escapeHtml(link)}">${escapeHtml(words.findQuote)}</a></figcaption>`
    : '';
  return `<figure>${quote}${way}</figure>`;
}

function image({ dataUrl, width, height }: ExportPicture, alternative: string): string {
  return `<p class="picture"><img src="${escapeHtml(dataUrl)}" alt="${escapeHtml(alternative)}" width="${width}" height="${height}"></p>`;
}

function factOf({ head, value, time }: NamedFact): string {
  const said = time
    ? `<time datetime="${escapeHtml(time)}">${escapeHtml(value)}</time>`
    : `<bdi>${escapeHtml(value)}</bdi>`;
  return `<div><dt>${escapeHtml(head)}:</dt> <dd>${said}</dd></div>`;
}

const STYLE = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-inline-size: 46rem; padding-inline: 1.5rem; color: #1a1c23; background: #fff;
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header { border-block-end: 2px solid #1a1c23; margin-block-end: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin-block: 0 .25rem; }
h2 { padding: .2rem 0 0; padding-inline-start: 2.1em; text-indent: -2.1em; font-size: 1.2rem; line-height: 1.3; margin-block: 2.3rem .25rem; break-inside: avoid; break-after: avoid; }
h3 { font-size: 1rem; margin-block: 0; break-after: avoid; overflow-wrap: anywhere; }
.number { display: inline-block; box-sizing: border-box; inline-size: 1.7em; margin-inline-end: .15em; text-indent: 0; text-align: center; border: 1.5px solid currentColor; border-radius: .4em; }
.planned { margin-inline-start: .4em; padding-inline: .5em; border: 1px solid currentColor; border-radius: 1em; font-size: .8125rem; font-weight: 400; white-space: nowrap; }
.count, .none, .address, dl, header p { color: #50545f; }
.address, dl, figcaption { font-size: .875rem; margin-block: .1rem; }
.address { overflow-wrap: anywhere; text-align: start; }
a { color: #1b4fa8; overflow-wrap: anywhere; }
p { margin-block: .4rem; overflow-wrap: break-word; }
figure { margin: .6rem 0; }
blockquote { margin: 0; padding-inline-start: .9rem; border-inline-start: 3px solid #b9bdc9; }
figcaption { padding-inline-start: calc(.9rem + 3px); break-before: avoid; }
.picture { margin-block: .7rem; break-inside: avoid; }
img { display: block; box-sizing: border-box; inline-size: auto; block-size: auto; max-inline-size: 100%; max-block-size: 24rem; border: 1px solid #b9bdc9; }
dl { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin-block: .4rem 0; break-inside: avoid; }
dt, dd { display: inline; margin: 0; overflow-wrap: anywhere; }
ol { padding-inline-start: 1.6rem; }
li { margin-block: 1.5rem; }
li:not(:has(blockquote, img)) { break-inside: avoid; }
@page { margin: 18mm; }
@media print { body { margin: 0; max-inline-size: none; padding: 0; font-size: 10.5pt; } a { color: inherit; } img { max-block-size: 9cm; } }
`;
