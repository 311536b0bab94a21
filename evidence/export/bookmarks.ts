import { domainNumber } from '../mission-domain.ts';
import type { Piece } from '../piece/piece.ts';
import { escapeHtml } from './escape-html.ts';
import type { ExportFormat, ExportWords } from './format/contract.ts';
import { linkOf, noteOf } from './format/piece-in-words.ts';

/**
 * The file in which browsers and bookmark services exchange bookmarks (Microsoft, Netscape Bookmark File
 * Format; Firefox's `BookmarkHTMLUtils` adds `TAGS`): one folder, with a folder inside for each domain. It
 * can only contain web pages, and says how many pieces it leaves out. Two attributes are for our own import.
 * `DATA-LABELS` has the labels, one a line, if any contains the comma that separates tags for browsers.
 * `DATA-UNTITLED` says that the text of the link only replaces a missing title.
 */
export const bookmarks: ExportFormat<'bookmarks'> = {
  id: 'bookmarks',
  // The report is HTML too, so two files of the same day need different names.
  extension: 'bookmarks.html',
  mimeType: 'text/html;charset=utf-8',
  pasteable: false,
  wantsPictures: false,
  write(list, words, { exportedAt }) {
    const title = escapeHtml(words.documentTitle);
    const made = seconds(exportedAt);
    const leftOut = list.flatMap(({ pieces }) => pieces).filter((piece) => !linkOf(piece)).length;
    const folders = list.map(({ domain, pieces }) => {
      const name = `${domainNumber(domain)}. ${words.domainTitles[domain].text}`;
      const entries = pieces.flatMap((piece) => entry(piece, words));
      return `        <DT><H3 ADD_DATE="${made}">${escapeHtml(name)}</H3>
        <DL><p>
${entries.map((one) => `            ${one}\n`).join('')}        </DL><p>
`;
    });
    return `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- ${escapeHtml(words.madeOn).replaceAll('--', '- -')} -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>${title}</TITLE>
<H1>${title}</H1>
<DL><p>
    <DT><H3 ADD_DATE="${made}">${title}</H3>
${leftOut === 0 ? '' : `    <DD>${escapeHtml(words.leftOut(leftOut))}\n`}    <DL><p>
${folders.join('')}    </DL><p>
</DL><p>
`;
  },
};

/** @returns the lines of a bookmark; none for evidence without a web page */
function entry(piece: Piece, words: ExportWords): string[] {
  const url = linkOf(piece);
  if (!url) return [];
  const note = noteOf(piece);
  const { title, taggedAt, updatedAt, labels = [] } = piece;
  const tags = labels.map((label) => label.replaceAll(',', ' '));
  const attributes = [
    `HREF="${escapeHtml(url)}"`,
    `ADD_DATE="${seconds(taggedAt)}"`,
    `LAST_MODIFIED="${seconds(updatedAt)}"`,
    ...(labels.length > 0 ? [`TAGS="${escapeHtml(tags.join(','))}"`] : []),
    ...(labels.some((label) => label.includes(','))
      ? [`DATA-LABELS="${escapeHtml(labels.join('\n'))}"`]
      : []),
    ...(title === '' ? ['DATA-UNTITLED'] : []),
  ];
  const bookmark = `<DT><A ${attributes.join(' ')}>${escapeHtml(title || words.untitled)}</A>`;
  return note.trim() === '' ? [bookmark] : [bookmark, `<DD>${escapeHtml(note.trim())}`];
}

/** Converts a time to whole seconds since 1970, as bookmark files have it. */
function seconds(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 1_000);
}
