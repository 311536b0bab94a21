import type { RecordKind } from './record-kind.ts';

/** The revision: the number of the last change. The mirror has it too; only evidence/mirror/ writes it. */
export const REVISION: RecordKind<number | undefined> = {
  prefix: 'revision',
  parse: (value) => (typeof value === 'number' ? value : undefined),
  inSnapshot: false,
  inMirror: false,
};

/** A filler that exists for a moment after a failed write (mirror/renewal.ts). */
export const RENEWAL: RecordKind<unknown> = {
  prefix: 'renewal',
  parse: (value) => value,
  inSnapshot: false,
  inMirror: false,
};
