import type { ExportFormat } from './contract.ts';
import { csv } from './csv.ts';
import { docx } from './docx.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

/** The formats in the order in which they are offered; heavy libraries they load when asked to write. */
export const EXPORT_FORMATS = [
  csv,
  docx,
  html,
  markdown,
  text,
  json,
] as const satisfies readonly ExportFormat[];

/** The name of a format: its `id`. */
export type FormatId = (typeof EXPORT_FORMATS)[number]['id'];

/** @returns `mission-evidence-2026-11-22.csv`, for a local date as YYYY-MM-DD. */
export function exportFileName({ extension }: ExportFormat, localDate: string): string {
  return `mission-evidence-${localDate}.${extension}`;
}
