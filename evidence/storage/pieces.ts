import { type Evidence, parseEvidence, type StoredEvidence } from '../piece/evidence.ts';
import type { RecordKind } from './record-kind.ts';
import { EVIDENCE_PREFIX } from './storage-keys.ts';

/** One piece of evidence, by its id: `evidence:<domain>:<page key>`. Parsed even if a newer version wrote it. */
export const PIECE: RecordKind<StoredEvidence | undefined, Evidence> = {
  prefix: EVIDENCE_PREFIX,
  parse: (value) => (value === undefined ? undefined : parseEvidence(value)),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => parseEvidence(value).state !== 'unreadable',
};
