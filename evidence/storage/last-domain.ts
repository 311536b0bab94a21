import { type MissionDomain, parseDomain } from '../mission-domain.ts';
import type { RecordKind } from './record-kind.ts';

/** The domain of the last tag, for the keyboard shortcut. */
export const LAST_DOMAIN: RecordKind<MissionDomain | undefined> = {
  prefix: 'last-domain',
  parse: parseDomain,
  inSnapshot: false,
  inMirror: false,
};
