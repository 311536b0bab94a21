import type { FilePart } from '../files/backup-format.ts';
import { cut } from '../values/clean-text.ts';
import { bookmarks } from './bookmarks.ts';
import { csv } from './csv.ts';
import { docx } from './docx.ts';
import type { ExportFormat } from './format/contract.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';
import { xlsx } from './xlsx.ts';
import { zip } from './zip.ts';

/** The formats in the order offered, by purpose. They load heavy libraries only when asked to write. */
export const EXPORT_GROUPS = [
  { purpose: 'handIn', formats: [docx, html] },
  { purpose: 'sort', formats: [xlsx, csv] },
  { purpose: 'paste', formats: [text, markdown] },
  { purpose: 'keep', formats: [json, zip, bookmarks] },
] as const satisfies readonly { readonly purpose: string; readonly formats: readonly ExportFormat[] }[];

/** All formats, in the same order. */
export const EXPORT_FORMATS = EXPORT_GROUPS.flatMap(({ formats }): readonly Offered[] => formats);

type Offered = (typeof EXPORT_GROUPS)[number]['formats'][number];

/** The `id` of a format. */
export type FormatId = Offered['id'];

/**
 * @param localDate YYYY-MM-DD
 * @param school its name, if known
 * @param part which of several files it is
 * @returns `mission-evidence-our-school-2026-11-22.csv`, a name that every system accepts
 */
export function exportFileName(
  { extension }: ExportFormat,
  localDate: string,
  school = '',
  part?: FilePart,
): string {
  const number = part && part.of > 1 ? `${part.number}-of-${part.of}` : '';
  const names = ['mission-evidence', schoolInFileName(school), localDate, number];
  return `${names.filter(Boolean).join('-')}.${extension}`;
}

/** Longest part of a file's name taken from the school's name, in UTF-16 code units. */
const MAX_SCHOOL_IN_NAME = 40;

/** Preserves letters of any script and digits, and turns everything else into hyphens. */
function schoolInFileName(school: string): string {
  const readable = school
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return cut(readable.replace(/^-/, ''), MAX_SCHOOL_IN_NAME).replace(/-$/, '');
}
