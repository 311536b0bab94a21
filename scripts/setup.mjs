/**
 * The whole setup for `npm start` and `npm test`: the packages, and the browsers named on the command line.
 * Plain JavaScript for Node 20, because it runs before anything is installed. The packages include the Node
 * that everything after it uses, one for each system, pinned by hash in the lockfile.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { BROWSERS, howToInstall, placeOf } from './browsers.mjs';

/** Fonts for every script on the screenshots; without them some machines show boxes. */
const FONTS = { debian: 'fonts-noto-core', place: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' };

/** Where npm links the Node from the packages; npm scripts find it before any other. */
const NODE = `node_modules/.bin/node${process.platform === 'win32' ? '.cmd' : ''}`;

const STAMP = 'node_modules/.mission-evidence-setup';

installPackages();
installBrowsers(process.argv.slice(2));

/** Runs `npm ci`, unless it was already run for exactly this lockfile. */
function installPackages() {
  const lockfile = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const stamp = `${lockfile} ${process.platform} ${process.arch}\n`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  console.log('Installing the packages (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!existsSync(NODE)) {
    // npm silently skips optional packages that are not for this system.
    console.error(`The packages bring no Node for ${process.platform} ${process.arch}.`);
    console.error(
      'Use a computer with macOS, Linux or 64-bit Windows, or add the package to optionalDependencies.',
    );
    process.exit(1);
  }
  writeFileSync(STAMP, stamp);
}

/** Installs Debian packages if possible; otherwise says clearly what to do. */
function installBrowsers(names) {
  const missing = names.filter((name) => !placeOf(name));
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
  for (const name of missing) console.error(howToInstall(name));
  process.exit(1);
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
