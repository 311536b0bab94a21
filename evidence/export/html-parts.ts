/** What both the list and the report in HTML are made of. */

import { escapeHtml } from './escape-html.ts';
import type { ExportWords } from './format/contract.ts';
import { paragraphsOf } from './format/piece-in-words.ts';

/** @returns what somebody wrote, a paragraph each; `attributes` begin with a space */
export function htmlParagraphs(text: string, attributes = ''): string[] {
  return paragraphsOf(text).map((lines) => `<p${attributes}>${lines.map(escapeHtml).join('<br>')}</p>`);
}

/** @returns the attribute for a text in another language than the document's, with a space before it; else '' */
export function languageAttribute(words: ExportWords, language: string): string {
  return language === words.language ? '' : ` lang="${escapeHtml(language)}"`;
}
