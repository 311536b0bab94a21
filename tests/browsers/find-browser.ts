import { type BROWSERS, howToInstall, placeOf } from '../../scripts/browsers.mjs';

/**
 * @returns the path of an installed browser
 * @throws with the package to install if there is none
 */
export function findBrowser(name: keyof typeof BROWSERS): string {
  const place = placeOf(name);
  if (!place) throw new Error(howToInstall(name));
  return place;
}
