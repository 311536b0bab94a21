/**
 * The browsers that the commands and the tests control, and their usual paths. Plain JavaScript for Node 20,
 * because the setup needs it before anything is installed.
 */
import { existsSync } from 'node:fs';

export const BROWSERS = {
  chromium: {
    debian: 'chromium',
    variable: 'CHROMIUM_PATH',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: {
    debian: 'firefox-esr',
    variable: 'FIREFOX_PATH',
    places: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
  },
};

/**
 * @param {keyof typeof BROWSERS} name
 * @returns {string | undefined} the path of its program: the environment variable's, else the first usual
 *   path that exists
 */
export function placeOf(name) {
  const { variable, places } = BROWSERS[name];
  const chosen = process.env[variable];
  return (chosen ? [chosen] : places).find((place) => existsSync(place));
}

/**
 * @param {keyof typeof BROWSERS} name
 * @returns {string} how to install a missing browser
 */
export function howToInstall(name) {
  const { debian, variable } = BROWSERS[name];
  return (
    `${name} is missing. Install it (Debian and Ubuntu: sudo apt-get install ${debian}) ` +
    `or set ${variable} to the path of its program, then run this again.`
  );
}
