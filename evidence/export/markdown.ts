import type { Evidence } from '../evidence.ts';
import { domainNumber } from '../mission-domain.ts';
import type { ExportFormat, ExportWords } from './contract.ts';

/** CommonMark, for wikis, shared notes and school sites that take it. */
export const markdown: ExportFormat<'markdown'> = {
  id: 'markdown',
  extension: 'md',
  mimeType: 'text/markdown;charset=utf-8',
  pasteable: true,
  write(list, words) {
    const sections = list.map(({ domain, pieces }) => {
      const head = `## ${domainNumber(domain)}. ${escapeMarkdown(words.domainTitles[domain].text)}`;
      if (pieces.length === 0) return `${head}\n\n${escapeMarkdown(words.noEvidence)}`;
      return `${head}\n\n${pieces.map((piece, index) => entry(piece, index + 1, words)).join('\n\n')}`;
    });
    return `# ${escapeMarkdown(words.documentTitle)}\n\n${escapeMarkdown(words.madeOn)}\n\n${sections.join('\n\n')}\n`;
  },
};

function entry({ title, url, note, taggedAt }: Evidence, number: number, words: ExportWords): string {
  const marker = `${number}. `;
  const indent = ' '.repeat(marker.length);
  const blocks = [
    `**[${escapeMarkdown(title || words.untitled)}](<${destination(url)}>)**  \n${escapeMarkdown(words.columns.taggedOn)}: ${escapeMarkdown(words.date(taggedAt))}`,
    ...note
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => paragraph.trim().split('\n').map(escapeMarkdown).join('  \n')),
  ];
  return marker + blocks.join('\n\n').replaceAll('\n', `\n${indent}`).replaceAll(/^ +$/gm, '');
}

/** Makes text literal: every character that CommonMark could read as markup gets a backslash. */
function escapeMarkdown(plain: string): string {
  return plain
    .trim()
    .replace(/[\\`*_{}[\]<>()#+\-!|~&:@$^=]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/**
 * A link destination in angle brackets ends at a line end, `<` or `>`; a backslash escapes, and what
 * looks like an entity is read as one (CommonMark 0.31, 6.3 and 6.2).
 */
function destination(url: string): string {
  return url.replace(/[<>\\\s]/g, encodeURIComponent).replace(/&(?=#?\w+;)/g, '&amp;');
}
