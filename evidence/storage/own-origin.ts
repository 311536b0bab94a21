import { type Contribution, contributionsOf, originOf } from '../piece/contribution.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { type Put, put } from './record-kind.ts';
import { SETTINGS, SETTINGS_VERSION, type Settings } from './settings.ts';

/** Who tags: the name in the settings, and the installation. */
export interface Tagger {
  /** undefined where a newer version keeps the settings, and with them the id. */
  readonly origin: string | undefined;
  readonly name: string;
  /** What to write so that the id is the same from now on. */
  readonly puts: readonly Put[];
}

/**
 * @param newOrigin makes a random id, for an installation that has none yet
 * @returns who tags
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
 * Says whose a piece is that was just tagged. One that comes back stays that of whoever tagged it first;
 * who brings it back stands beside them.
 * @param before what was stored
 * @param tagged what `tag` made of it
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
