import { type Contribution, contributionsOf, originOf } from '../piece/contribution.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { type Put, put } from './puts.ts';
import { SETTINGS, SETTINGS_VERSION, type Settings } from './settings.ts';

/** Who tags: the name in the settings, and the id of this installation. */
export interface Tagger {
  /** undefined if a newer version wrote the settings, which hold the id. */
  readonly origin: string | undefined;
  readonly name: string;
  /** The writes that store the id, if it is new. */
  readonly puts: readonly Put[];
}

/**
 * @param newOrigin makes a random id, for an installation that has none yet
 * @returns the person who tags
 */
export function taggerOf(settings: Settings, newOrigin: () => string): Tagger {
  const name = settings.name ?? '';
  if (settings.origin !== undefined || settings.version > SETTINGS_VERSION) {
    return { origin: settings.origin, name, puts: [] };
  }
  const origin = newOrigin();
  return { origin, name, puts: [put(SETTINGS, { ...settings, origin })] };
}

/**
 * Adds the author to a piece that was just tagged. If the piece was deleted before, it stays the piece of the
 * person who tagged it first; the person who tags it now is added as a contributor.
 * @param before the stored piece
 * @param tagged the piece that `tag` returned
 */
export function signed(before: Piece | undefined, tagged: Piece, { origin, name }: Tagger): Piece {
  if (isLive(before)) return tagged;
  const isBack = before !== undefined && before.movedTo === undefined;
  if (!isBack) return origin === undefined ? tagged : { ...tagged, origin };
  const owner = originOf(before);
  if (before.origin === undefined || owner === origin || origin === undefined) {
    return { ...tagged, origin: owner };
  }
  const { taggedBy: _, ...rest } = tagged;
  const others = contributionsOf(before).slice(1);
  const mine = others.find((one) => one.origin === origin);
  const back: Contribution = { note: '', ...mine, origin, by: name, taggedAt: tagged.taggedAt };
  return {
    ...(rest as Piece),
    taggedAt: before.taggedAt,
    ...(before.taggedBy !== undefined && { taggedBy: before.taggedBy }),
    contributions: [...others.filter((one) => one !== mine), { ...back, at: tagged.taggedAt }],
  };
}
