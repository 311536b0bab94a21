import type { Evidence } from '../evidence.ts';
import type { ExportFormat } from './contract.ts';

/** What the `format` field of a JSON export says. */
export const JSON_FORMAT = 'mission-evidence';

/**
 * The version of the JSON format that is written; its published schema is
 * public/mission-evidence-2.schema.json. Version 1 knew no quotes and no facts; its schema stays published
 * beside it, because files of it exist.
 */
export const JSON_VERSION = 2;

/**
 * Every piece, losslessly: to keep as a backup and to read back. It carries each piece as it is stored,
 * unknown fields included; pieces that were taken off and the pages' pictures stay behind.
 */
export const json: ExportFormat<'json'> = {
  id: 'json',
  extension: 'json',
  mimeType: 'application/json',
  pasteable: false,
  wantsPictures: false,
  write(list, _words, { exportedAt }) {
    const evidence: Evidence[] = list.flatMap(({ pieces }) => pieces);
    return jsonOf(evidence, exportedAt);
  },
};

/**
 * @param exportedAt ISO 8601 UTC
 * @returns the file with these pieces, which needs no words
 */
export function jsonOf(evidence: readonly Evidence[], exportedAt: string): string {
  const content = { format: JSON_FORMAT, version: JSON_VERSION, exportedAt, evidence };
  return `${JSON.stringify(content, null, 2)}\n`;
}
