import type { Evidence } from '../evidence.ts';
import type { ExportFormat } from './contract.ts';

/** What the `format` field of a JSON export says. */
export const JSON_FORMAT = 'mission-evidence';

/** The version of the JSON format; the published schema is public/mission-evidence-1.schema.json. */
export const JSON_VERSION = 1;

/**
 * Everything, losslessly: to keep as a backup and to read back. It carries each piece as it is
 * stored, unknown fields included; pieces that were taken off stay behind.
 */
export const json: ExportFormat<'json'> = {
  id: 'json',
  extension: 'json',
  mimeType: 'application/json',
  pasteable: false,
  wantsPictures: false,
  write(list, _words, { exportedAt }) {
    const evidence: Evidence[] = list.flatMap(({ pieces }) => pieces);
    const content = { format: JSON_FORMAT, version: JSON_VERSION, exportedAt, evidence };
    return `${JSON.stringify(content, null, 2)}\n`;
  },
};
