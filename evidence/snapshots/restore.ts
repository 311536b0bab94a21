/** Computes what going back to a snapshot changes, for the preview and for the command. Pure. */
import { APPLICATION_VERSION } from '../application/application.ts';
import { parseEdition } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { type DomainCounts, forEachDomain, type MissionDomain } from '../mission-domain.ts';
import { asItWas, saysTheSame } from '../piece/as-it-was.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { APPLICATION, EDITION } from '../storage/applications.ts';
import { type Contents, pieceAt, piecesIn } from '../storage/contents.ts';
import { PICTURE } from '../storage/pictures.ts';
import { keyOf } from '../storage/record-kind.ts';
import { isOf } from '../storage/records-of.ts';
import { SETTINGS, SETTINGS_VERSION } from '../storage/settings.ts';
import { sameValue } from '../values/same-value.ts';
import { versionOf } from '../values/version.ts';

/** The changes to the list, in live pieces by domain, and to the rest. */
export interface RestorePreview {
  /** In the snapshot, but not in the list now. */
  readonly back: DomainCounts;
  /** In both, but different. */
  readonly changed: DomainCounts;
  /** In the list, but not in the snapshot. */
  readonly gone: DomainCounts;
  /** Pages whose picture changes, returns or goes. */
  readonly pictures: number;
  readonly settings: boolean;
  /** Whether anything at all changes. */
  readonly changesAnything: boolean;
}

/** The writes that go back to a snapshot. */
export interface RestorePlan {
  /** Records to write, in one call. */
  readonly put: Contents;
  /** Keys to erase afterwards; until then, the call above leaves these records as if deleted. */
  readonly erase: readonly string[];
  /** All pieces that exist afterwards. */
  readonly pieces: readonly Piece[];
}

/**
 * Plans to go back to a snapshot. Records that the snapshot doesn't have are erased, with three exceptions:
 * pieces of a newer version stay as they are, and so do pieces that can't be read and aren't in the snapshot.
 * An edition that was saved here since stays too, because it is what the school handed in, whatever happens
 * later.
 * @param now the stored contents
 * @param then the contents of the snapshot
 * @param at ISO 8601 UTC
 * @throws Refusal if a record of a newer version would have to be overwritten
 */
export function planRestore(now: Contents, then: Contents, at: string): RestorePlan {
  const own = SETTINGS.parse(now[keyOf(SETTINGS)]).origin;
  const put: Record<string, unknown> = {};
  const after: Record<string, unknown> = { ...now };
  for (const [key, value] of Object.entries(then)) {
    if (sameValue(now[key], value) || isNewer(key, now[key])) continue;
    if (isNewer(key, value)) throw new Refusal('newer-snapshot');
    const stored = [pieceAt(key, now[key]), pieceAt(key, value)];
    const [current, earlier] = stored.map((one) => (one?.state === 'ok' ? one.piece : undefined));
    if (current && earlier && saysTheSame(current, earlier)) continue;
    put[key] = current && earlier ? asItWas(current, earlier, at, own) : value;
    after[key] = put[key];
  }
  const erase = Object.keys(now).filter((key) => !Object.hasOwn(then, key) && mayGo(key, now[key]));
  for (const key of erase) {
    const stored = pieceAt(key, now[key]);
    put[key] = stored?.state === 'ok' ? { ...stored.piece, deletedAt: at, updatedAt: at } : null;
    delete after[key];
  }
  return { put, erase, pieces: [...piecesIn(after).values()] };
}

/**
 * @param now the stored contents
 * @param then the contents of the snapshot
 * @returns the changes that {@link planRestore} would make
 * @throws Refusal in the same cases
 */
export function previewRestore(now: Contents, then: Contents): RestorePreview {
  const { put } = planRestore(now, then, new Date(0).toISOString());
  const changes = {
    back: forEachDomain(() => 0),
    changed: forEachDomain(() => 0),
    gone: forEachDomain(() => 0),
  };
  for (const key of Object.keys(put)) {
    const before = liveAt(key, now[key]);
    const after = liveAt(key, then[key]);
    if (after && !before) changes.back[after] += 1;
    else if (before && !after) changes.gone[before] += 1;
    else if (before) changes.changed[before] += 1;
  }
  const keys = Object.keys(put);
  return {
    ...changes,
    pictures: keys.filter((key) => isOf(PICTURE, key)).length,
    settings: keys.some((key) => isOf(SETTINGS, key)),
    changesAnything: keys.length > 0,
  };
}

function mayGo(key: string, value: unknown): boolean {
  if (isOf(EDITION, key)) return cameWithFile(value);
  const stored = pieceAt(key, value);
  return !isNewer(key, value) && stored?.state !== 'unreadable';
}

/**
 * Whether an edition came with a file: then it goes again, with everything else from that file. An edition
 * saved here is what the school handed in, and stays.
 */
function cameWithFile(value: unknown): boolean {
  const stored = parseEdition(value);
  return stored.state === 'ok' && stored.edition.broughtAt !== undefined;
}

function isNewer(key: string, value: unknown): boolean {
  if (isOf(SETTINGS, key)) return (versionOf(value) ?? 0) > SETTINGS_VERSION;
  if (isOf(APPLICATION, key)) return (versionOf(value) ?? 0) > APPLICATION_VERSION;
  return pieceAt(key, value)?.state === 'newer';
}

/** @returns the domain of a live piece; undefined if there is none */
function liveAt(key: string, value: unknown): MissionDomain | undefined {
  const stored = value === undefined ? undefined : pieceAt(key, value);
  return stored && stored.state !== 'unreadable' && isLive(stored.piece) ? stored.piece.domain : undefined;
}
