import type { Evidence } from '../evidence.ts';
import { domainNumber } from '../mission-domain.ts';
import type { ExportFormat, ExportWords } from './contract.ts';
import { factsInWords, noteOf, quotesOf, whereIs } from './piece-in-words.ts';

/** Plain text to paste into the application form or a message; loses nothing where it is pasted. */
export const text: ExportFormat<'text'> = {
  id: 'text',
  extension: 'txt',
  mimeType: 'text/plain;charset=utf-8',
  pasteable: true,
  wantsPictures: false,
  write(list, words) {
    const sections = list.map(({ domain, pieces }) => {
      const head = `${domainNumber(domain)}. ${words.domainTitles[domain].text}`;
      if (pieces.length === 0) return `${head}\n\n${words.noEvidence}`;
      const entries = pieces.map((piece, index) =>
        linesOf(piece, index + 1, words)
          .filter(Boolean)
          .join('\n   ')
          .replaceAll(/\n(?! {3})/g, '\n   '),
      );
      return [head, ...entries].join('\n\n');
    });
    return `${sections.join('\n\n\n')}\n`;
  },
};

function linesOf(piece: Evidence, number: number, words: ExportWords): string[] {
  const { title, status } = piece;
  const planned = status === 'planned' ? ` (${words.status.planned})` : '';
  return [
    `${number}) ${title || words.untitled}${planned}`,
    whereIs(piece, words),
    noteOf(piece).trim(),
    ...quotesOf(piece).map(({ passage }) => words.quotation(passage)),
    ...factsInWords(piece, words).map(({ head, value }) => `${head}: ${value}`),
  ];
}
