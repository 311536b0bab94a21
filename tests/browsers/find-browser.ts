import { existsSync } from 'node:fs';

/** Where each browser usually is; an environment variable names another place. */
const CANDIDATES = {
  chromium: [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/**
 * @returns the path of an installed browser
 * @throws with what to install when there is none
 */
export function findBrowser(name: keyof typeof CANDIDATES): string {
  const found = CANDIDATES[name].find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    `No ${name} was found. Install it (Debian: apt-get install ${name === 'firefox' ? 'firefox-esr' : name}) ` +
      `or set ${name.toUpperCase()}_PATH to its program.`,
  );
}
