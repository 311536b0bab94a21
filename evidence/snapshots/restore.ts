/** What bringing a snapshot back does to what is stored: first told, then done. Pure. */
import { APPLICATION_VERSION } from '../application/application.ts';
import { parseEdition } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { type DomainCounts, forEachDomain, type MissionDomain } from '../mission-domain.ts';
import { deletePiece } from '../piece/edits.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { APPLICATION, EDITION } from '../storage/applications.ts';
import { type Contents, pieceAt, piecesIn } from '../storage/contents.ts';
import { PICTURE } from '../storage/pictures.ts';
import { isOf } from '../storage/record-kind.ts';
import { SETTINGS, SETTINGS_VERSION } from '../storage/settings.ts';
import { sameValue } from '../values/same-value.ts';
import { versionOf } from '../values/version.ts';

/** What would happen to the list, in live pieces by domain, and to the rest. */
export interface RestorePreview {
  /** In the snapshot, and not in the list now. */
  readonly back: DomainCounts;
  /** In both, but not the same. */
  readonly changed: DomainCounts;
  /** In the list, and not in the snapshot. */
  readonly gone: DomainCounts;
  /** Pages whose picture changes, comes back or goes. */
  readonly pictures: number;
  readonly settings: boolean;
  /** Anything at all would change. */
  readonly changesAnything: boolean;
}

/** How contents are brought back. */
export interface RestorePlan {
  /** The records to put in one call. */
  readonly put: Contents;
  /** The keys to erase after it; until then, what goes lies there as if it were deleted. */
  readonly erase: readonly string[];
  /** Every piece that is there afterwards. */
  readonly pieces: readonly Piece[];
}

/**
 * Plans to bring back what a snapshot holds. What the list has beyond it goes; a piece of a newer version
 * stays as it is, and so does one that cannot be read and is not in the snapshot. A copy of an application that
 * was made here since stays too: it is what was handed in, whatever happens later.
 * @param now what is stored
 * @param then what the snapshot holds
 * @param at ISO 8601 UTC
 * @throws Refusal where a record of a newer version would have to be written
 */
export function planRestore(now: Contents, then: Contents, at: string): RestorePlan {
  const put: Record<string, unknown> = {};
  const after: Record<string, unknown> = { ...now };
  for (const [key, value] of Object.entries(then)) {
    if (sameValue(now[key], value) || isNewer(key, now[key])) continue;
    if (isNewer(key, value)) throw new Refusal('newer-snapshot');
    put[key] = value;
    after[key] = value;
  }
  const erase = Object.keys(now).filter((key) => !Object.hasOwn(then, key) && mayGo(key, now[key]));
  for (const key of erase) {
    const stored = pieceAt(key, now[key]);
    put[key] = stored?.state === 'ok' ? deletePiece(stored.evidence, at) : null;
    delete after[key];
  }
  return { put, erase, pieces: [...piecesIn(after).values()] };
}

/**
 * @param now what is stored
 * @param then what the snapshot holds
 * @returns what {@link planRestore} would change
 * @throws Refusal as it does
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

/** What a file brought goes again with all that it brought; what was made here is what was handed in. */
function cameWithFile(value: unknown): boolean {
  const stored = parseEdition(value);
  return stored.state === 'ok' && stored.copy.broughtAt !== undefined;
}

function isNewer(key: string, value: unknown): boolean {
  if (isOf(SETTINGS, key)) return (versionOf(value) ?? 0) > SETTINGS_VERSION;
  if (isOf(APPLICATION, key)) return (versionOf(value) ?? 0) > APPLICATION_VERSION;
  return pieceAt(key, value)?.state === 'newer';
}

/** @returns the domain of a live piece; undefined where there is none */
function liveAt(key: string, value: unknown): MissionDomain | undefined {
  const stored = value === undefined ? undefined : pieceAt(key, value);
  return stored && stored.state !== 'unreadable' && isLive(stored.evidence)
    ? stored.evidence.domain
    : undefined;
}
