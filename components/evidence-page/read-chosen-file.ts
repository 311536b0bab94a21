import type { Evidence, EvidenceId } from '../../evidence/evidence.ts';
import { type FileFault, MAX_FILE_BYTES, readJson } from '../../evidence/import/read-json.ts';

/** A file that was chosen: its pieces, or the one thing that is wrong with it. */
export type ChosenFile =
  | { readonly ok: true; readonly name: string; readonly pieces: ReadonlyMap<EvidenceId, Evidence> }
  | {
      readonly ok: false;
      readonly name: string;
      readonly fault: FileFault | { readonly code: 'unreadable' };
    };

/** Reads a chosen file; one that is too large is not even loaded. Never rejects. */
export async function readChosenFile(file: File): Promise<ChosenFile> {
  const { name, size } = file;
  if (size > MAX_FILE_BYTES) {
    return { ok: false, name, fault: { code: 'too-large', megabytes: Math.ceil(size / 1024 / 1024) } };
  }
  try {
    return { name, ...readJson(new Uint8Array(await file.arrayBuffer())) };
  } catch (error) {
    console.error('The file could not be read:', error);
    return { ok: false, name, fault: { code: 'unreadable' } };
  }
}
