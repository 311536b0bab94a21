/** Parts that the list and the report in HTML share. */

import { escapeHtml } from './escape-html.ts';
import type { ExportWords } from './format/contract.ts';
import { paragraphsOf } from './format/piece-in-words.ts';

/** @returns somebody's text as paragraphs; `attributes` begin with a space */
export function htmlParagraphs(text: string, attributes = ''): string[] {
  return paragraphsOf(text).map((lines) => `<p${attributes}>${lines.map(escapeHtml).join('<br>')}</p>`);
}

/**
 * @returns the attribute for a text in another language than the document's, with a space before it;
 *   otherwise ''
 */
export function languageAttribute(words: ExportWords, language: string): string {
  return language === words.language ? '' : ` lang="${escapeHtml(language)}"`;
}
