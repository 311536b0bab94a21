import { domainNumber, type MissionDomain } from '../mission-domain.ts';
import type { Piece } from '../piece/piece.ts';
import type { ExportFormat, ExportOptions, ExportWords } from './format/contract.ts';
import { factsInWords, noteOf, quotesOf, whereIs } from './format/piece-in-words.ts';

/** Plain text to paste into the application form or a message; pasting loses nothing. */
export const text: ExportFormat<'text'> = {
  id: 'text',
  extension: 'txt',
  mimeType: 'text/plain;charset=utf-8',
  pasteable: true,
  wantsPictures: false,
  write(list, words, options) {
    const sections = list.map(({ domain, pieces }) => {
      const head = `${domainNumber(domain)}. ${words.domainTitles[domain].text}`;
      const { explanation, plan } = sayingsOf(domain, words, options);
      if (pieces.length === 0) return [head, ...explanation, words.noEvidence, ...plan].join('\n\n');
      const entries = pieces.map((piece, index) =>
        linesOf(piece, index + 1, words, options)
          .filter(Boolean)
          .join('\n   ')
          .replaceAll(/\n(?! {3})/g, '\n   '),
      );
      return [head, ...explanation, ...entries, ...plan].join('\n\n');
    });
    const before = options.eSafety?.trim() ? [`${words.report.eSafety}\n\n${options.eSafety.trim()}`] : [];
    return `${[...before, ...sections].join('\n\n\n')}\n`;
  },
};

/** The school's texts on a domain, with headings between them and the evidence; nothing if there are none. */
function sayingsOf(
  domain: MissionDomain,
  { report }: ExportWords,
  { explanations, plans }: ExportOptions,
): { explanation: string[]; plan: string[] } {
  const [does, will] = [explanations?.[domain]?.trim(), plans?.[domain]?.trim()];
  return {
    explanation: does ? [report.explanation, does, report.evidence] : [],
    plan: will ? [report.plan, will] : [],
  };
}

function linesOf(piece: Piece, number: number, words: ExportWords, options: ExportOptions): string[] {
  const { title, status } = piece;
  const planned = status === 'planned' ? ` (${words.status.planned})` : '';
  return [
    `${number}) ${title || words.untitled}${planned}`,
    whereIs(piece, words),
    noteOf(piece).trim(),
    ...quotesOf(piece).map(({ passage }) => words.quotation(passage)),
    ...factsInWords(piece, words, options).map(({ head, value }) => `${head}: ${value}`),
  ];
}
