import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';
import { defineConfig, type UserManifest } from 'wxt';
import { firstWords } from './locales/first-words-plugin.ts';

type ManifestWords = Record<string, string>;

const LOCALES = new URL('./locales/', import.meta.url);

/** The manifest's own words, from the same files as all others: `__MSG_name__` in the manifest. */
function manifestMessages(): { language: string; words: ManifestWords }[] {
  return readdirSync(LOCALES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: language }) => {
      const desk = JSON.parse(readFileSync(new URL(`${language}/desk.json`, LOCALES), 'utf8'));
      return { language, words: desk.manifest };
    });
}

/** The licences of the bundled packages, to include with every copy, as they require. */
function thirdPartyLicences(): string {
  const texts = Array.from(bundledPackages(new URL('./', import.meta.url)), ([name, folder]) => {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file`);
    const licence = readFileSync(new URL(file, folder), 'utf8').trim();
    return [name, ...sourceOf(folder), licence].join('\n\n').concat('\n');
  });
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}

/**
 * Says where the source of a package is, if its licence requires that for copies without the source (Mozilla
 * Public License 2.0, section 3.2 a).
 */
function sourceOf(folder: URL): string[] {
  const { version, license, repository } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  if (!/^MPL-/.test(license)) return [];
  const place: string | undefined = typeof repository === 'string' ? repository : repository?.url;
  const address = place?.replace(/^git\+/, '').replace(/\.git$/, '');
  if (!address?.startsWith('https://'))
    throw new Error(`${folder.pathname} does not say where its source is`);
  return [`Under the ${license}. The source of version ${version}, unchanged here, is at ${address}.`];
}

/** A package's dependencies and theirs; types are not bundled. @returns folders by name */
function bundledPackages(folder: URL, found = new Map<string, URL>()): Map<string, URL> {
  const { dependencies = {} } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  for (const name of Object.keys(dependencies).filter(
    (one) => !one.startsWith('@types/') && !found.has(one),
  )) {
    // Prefer the package's own copy, which it has if it needs another version than all others share.
    const places = [folder, new URL('./', import.meta.url)].map((at) => new URL(`node_modules/${name}/`, at));
    const place = places.find((one) => existsSync(one));
    if (!place) throw new Error(`${name} is not installed`);
    bundledPackages(place, found.set(name, place));
  }
  return found;
}

/**
 * Only the package's own files may run, load or be requested. For built extensions only: the development
 * server needs a connection of its own.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Modules at which the popup starts to load what only some pages show. */
const OF_SOME_PAGES = /\/(?:popup\/page-parts|evidence\/storage\/parse-page)\.ts$/;

/** All icons except the first view's: they are not loaded with it, although one file exports them all. */
const ICONS =
  /\/lucide\/(?!.*\/(?:book-open|check|chevron-down|compass|globe|graduation-cap|handshake|lightbulb|list-checks|pencil|school|settings)\.)/;

/**
 * Puts everything that the popup shares with other pages into one chunk with one stylesheet for its first
 * view, and one for what only some pages show. Split by who shares what, it would be thirty chunks of some
 * hundred bytes, each with its own imports and its own request.
 */
const SHARED: Rolldown.CodeSplittingGroup = {
  debugName: 'shared',
  test: (id) => !ICONS.test(id),
  // Everything but icons is in the group already: whatever a shared module needs is shared by the same pages.
  includeDependenciesRecursively: false,
  name(id, modules) {
    const doors = [...doorsTo(id)];
    if (doors.length < 2) return null;
    if (doors.some((door) => door.endsWith('/popup/index.html'))) return 'first';
    // Every page needs the code that parses records; not all need the code that shows them.
    const isShared = !id.includes('/components/') && doors.some((door) => door.endsWith('.html'));
    return isShared && doors.some((door) => OF_SOME_PAGES.test(door)) ? 'page' : null;

    /** @returns the modules at which loading starts that includes this one */
    function doorsTo(module: string, passed = new Set<string>()): Set<string> {
      passed.add(module);
      const info = modules.getModuleInfo(module);
      const begins = info && (info.isEntry || info.dynamicImporters.length > 0);
      const above = (info?.importers ?? []).filter((one) => !passed.has(one));
      return new Set([...(begins ? [module] : []), ...above.flatMap((one) => [...doorsTo(one, passed)])]);
    }
  },
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser, command }): UserManifest => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
    optional_permissions: ['tabs'],
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+M' },
        description: '__MSG_openPopup__',
      },
      // With Alt and Shift this letter does nothing in Chrome, Edge and Firefox, opens no menu of an online
      // office, and types no letter of the five languages on a Mac's keyboard, as E types Ę.
      'tag-again': {
        suggested_key: { default: 'Alt+Shift+G' },
        description: '__MSG_tagAgain__',
      },
    },
    ...(command === 'build' && {
      content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    }),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: '{6f0c8a3e-4c1b-4f0b-9d3e-2a51e7c0b7d4}',
              // The first release that supports data_collection_permissions, on Android too.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '130' }),
  }),
  hooks: {
    'vite:build:extendConfig'(entrypoints, config) {
      if (entrypoints.some(({ type }) => type === 'background')) return;
      const replacement = fileURLToPath(new URL('./browser/native-or-polyfill.ts', import.meta.url));
      config.resolve = { ...config.resolve, alias: [{ find: /^webextension-polyfill$/, replacement }] };
      if (entrypoints.some(({ name }) => name === 'popup')) {
        config.plugins?.push({
          name: 'few-chunks',
          outputOptions: (options) => ({ ...options, codeSplitting: { groups: [SHARED] } }),
        });
      }
    },
    // WXT takes the button's title from the popup's HTML, which cannot be translated.
    'build:manifestGenerated'(_wxt, manifest) {
      if (manifest.action) manifest.action.default_title = '__MSG_actionTitle__';
    },
    'build:publicAssets'(_wxt, files) {
      for (const { language, words } of manifestMessages()) {
        const messages = Object.entries(words).map(([name, message]) => [name, { message }]);
        files.push({
          relativeDest: `_locales/${language.replace('-', '_')}/messages.json`,
          contents: `${JSON.stringify(Object.fromEntries(messages), null, 2)}\n`,
        });
      }
      files.push({ relativeDest: 'third-party-licences.txt', contents: thirdPartyLicences() });
    },
  },
  vite: () => ({
    plugins: [firstWords()],
    // The polyfill would fetch, which the content security policy forbids; both browsers preload. The targets
    // are the oldest browsers that the manifests allow: they support light-dark() and nesting themselves.
    build: { modulePreload: { polyfill: false }, target: ['chrome130', 'firefox142'] },
  }),
});
