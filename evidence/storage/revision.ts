import type { RecordKind } from './record-kind.ts';

/** The number of the last change, which the second copy has as well; evidence/mirror/ alone writes it. */
export const REVISION: RecordKind<number | undefined> = {
  prefix: 'revision',
  parse: (value) => (typeof value === 'number' ? value : undefined),
  inSnapshot: false,
  inMirror: false,
};

/** A filler that is there for a moment after a failed write (mirror/renewal.ts). */
export const RENEWAL: RecordKind<unknown> = {
  prefix: 'renewal',
  parse: (value) => value,
  inSnapshot: false,
  inMirror: false,
};
