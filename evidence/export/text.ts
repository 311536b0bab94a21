import { domainNumber } from '../mission-domain.ts';
import type { ExportFormat } from './contract.ts';

/** Plain text to paste into the application form or a message; loses nothing where it is pasted. */
export const text: ExportFormat<'text'> = {
  id: 'text',
  extension: 'txt',
  mimeType: 'text/plain;charset=utf-8',
  pasteable: true,
  write(list, words) {
    const sections = list.map(({ domain, pieces }) => {
      const head = `${domainNumber(domain)}. ${words.domainTitles[domain].text}`;
      if (pieces.length === 0) return `${head}\n\n${words.noEvidence}`;
      const entries = pieces.map((piece, index) => {
        const lines = [
          `${index + 1}) ${piece.title || words.untitled}`,
          piece.url,
          piece.note.trim(),
          `${words.columns.taggedOn}: ${words.date(piece.taggedAt)}`,
        ];
        return lines
          .filter(Boolean)
          .join('\n   ')
          .replaceAll(/\n(?! {3})/g, '\n   ');
      });
      return [head, ...entries].join('\n\n');
    });
    return `${sections.join('\n\n\n')}\n`;
  },
};
