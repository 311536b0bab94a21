/**
 * All the set-up there is, for `npm start` and `npm test`: the packages, and the browsers named on
 * the command line. Plain JavaScript for Node 20, because it runs before anything is installed; the
 * packages bring the Node that everything after it uses.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const BROWSERS = {
  chromium: {
    debian: 'chromium',
    variable: 'CHROMIUM_PATH',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Chromium.app',
      '/Applications/Google Chrome.app',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: {
    debian: 'firefox-esr',
    variable: 'FIREFOX_PATH',
    places: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
  },
};

/** Letters of every script on the screenshots; without it some machines show boxes. */
const FONTS = { debian: 'fonts-noto-core', place: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' };

const STAMP = 'node_modules/.mission-evidence-setup';

installPackages();
installBrowsers(process.argv.slice(2));

/** `npm ci`, unless it was done already for this very lockfile. */
function installPackages() {
  const lockfile = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const stamp = `${lockfile} ${process.platform} ${process.arch}\n`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  console.log('Installing the packages (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(STAMP, stamp);
}

/** Debian packages where that is possible; a clear word where it is not. */
function installBrowsers(names) {
  const missing = names.filter((name) => !isInstalled(BROWSERS[name]));
  const packages = missing.map((name) => BROWSERS[name].debian);
  const canInstall = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall && !existsSync(FONTS.place)) packages.push(FONTS.debian);
  if (packages.length === 0) return;
  if (canInstall) {
    console.log(`Installing ${packages.join(', ')} (apt-get) …`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
    return;
  }
  for (const name of missing) {
    const { debian, variable } = BROWSERS[name];
    console.error(
      `${name} is missing. Install it (Debian and Ubuntu: sudo apt-get install ${debian}) ` +
        `or set ${variable} to the path of its program, then run this again.`,
    );
  }
  process.exit(1);
}

function isInstalled({ variable, places }) {
  const chosen = process.env[variable];
  return chosen ? existsSync(chosen) : places.some((place) => existsSync(place));
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`\`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}
