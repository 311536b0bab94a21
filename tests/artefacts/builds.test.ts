import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const BUILDS = ['chrome-mv3', 'firefox-mv3'] as const;
const LANGUAGES = ['en', 'et', 'it', 'pl', 'ro'];

/**
 * The only addresses that built code may mention: names of XML namespaces and of relationships of Word and Excel
 * files (ECMA-376), which are never fetched, and one in a message of the library `docx`.
 */
const NAMES = [
  // The end of a sentence about the beginning of an address.
  /^http:\/\/\.$/,
  // The name of the witness in the browser's cache: nobody owns it, and it is never requested.
  /^https:\/\/witness\.invalid\//,
  /^http:\/\/www\.w3\.org\//,
  /^http:\/\/schemas\.(openxmlformats\.org|microsoft\.com\/office)\//,
  /^http:\/\/purl\.(org\/dc|oclc\.org\/ooxml)\//,
  /^http:\/\/www\.wps\.cn\/officeDocument\//,
  /^https:\/\/answers\.microsoft\.com\/en-us\/msoffice\/forum\/all\/does-word-support-more-than-9-list-levels\//,
];

/**
 * Web APIs that are recent, each with the first Chrome and Firefox that have it (MDN's browser-compat-data 8.1.0;
 * undefined: none yet). The compiler's `lib` knows the language of the oldest browsers, but the DOM of the newest
 * only. The names are unmistakable in built code, and no library looks for them before it uses them.
 */
const LATE_APIS: readonly (readonly [name: RegExp, chrome: number, firefox: number | undefined])[] = [
  [/\.(?:fromBase64|setFromBase64|toBase64|fromHex|setFromHex|toHex)\b/, 140, 133],
  [/\bRegExp\.escape\b/, 136, 134],
  [/\bError\.isError\b/, 134, 138],
  [/\bMath\.sumPrecise\b/, 147, 137],
  [/\bIterator\.(?:concat|zip|zipKeyed)\b/, 146, 147],
  [/\.getOrInsert(?:Computed)?\b/, 145, 144],
  [/\b(?:Float16Array|f16round)\b/, 135, 129],
  [/\bTemporal\.Now\b/, 144, 139],
  [/\bnew (?:Async)?DisposableStack\b/, 134, 141],
  [/\.requestClose\(/, 134, 139],
  [/\bclosed[bB]y\b/, 134, 141],
  [/\b(?:commandForElement|commandfor)\b/, 135, 144],
  [/\.(?:setHTML|parseHTML)\(/, 146, 148],
  [/\.ariaNotify\(/, 141, 150],
  [/\.getComposedRanges\(/, 137, 142],
  [/\.bytes\(\)/, 144, 128],
  [/\.startViewTransition\(/, 111, 144],
  [/\bnew CloseWatcher\b/, 126, 149],
  [/\b(?:window|globalThis|self)\.navigation\b/, 102, 147],
  [/\.show(?:Save|Open)FilePicker\(|\.showDirectoryPicker\(/, 86, undefined],
  [/\.computedStyleMap\(/, 66, undefined],
];

const folderOf = (build: string) => join(ROOT, '.output', build);

function filesOf(build: string): string[] {
  return readdirSync(folderOf(build), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function contentOf(build: string, ...endings: string[]): [string, string][] {
  return filesOf(build)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => [path, readFileSync(path, 'utf8')]);
}

describe.each(BUILDS)('%s', (build) => {
  const manifest = JSON.parse(readFileSync(join(folderOf(build), 'manifest.json'), 'utf8'));

  it('has the manifest that was reviewed', () => {
    const { version, ...reviewed } = manifest;
    expect(version).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
    expect(reviewed).toMatchSnapshot();
  });

  it('requests no site, and the tabs only as an option, and offers nothing to web pages', () => {
    expect(manifest.permissions.toSorted()).toEqual([
      'activeTab',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
    ]);
    expect(manifest.optional_permissions).toEqual(['tabs']);
    for (const key of ['host_permissions', 'optional_host_permissions', 'content_scripts']) {
      expect(manifest).not.toHaveProperty(key);
    }
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('forbids every connection and every script that is not its own', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const directives = new Map(
      policy.split(';').map((part) => {
        const [name, ...values] = part.trim().split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('connect-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('style-src')).toBe("'self'");
  });

  it('names itself in every language, within the limits of the stores', () => {
    expect(readdirSync(join(folderOf(build), '_locales')).toSorted()).toEqual(LANGUAGES);
    for (const language of LANGUAGES) {
      const path = join(folderOf(build), '_locales', language, 'messages.json');
      const messages = JSON.parse(readFileSync(path, 'utf8'));
      const used = JSON.stringify(manifest).match(/(?<=__MSG_)\w+?(?=__)/g) ?? [];
      expect(Object.keys(messages).toSorted()).toEqual([...new Set(used)].toSorted());
      expect(messages.name.message.length).toBeLessThanOrEqual(45);
      expect(messages.description.message.length).toBeLessThanOrEqual(132);
    }
  });

  it('builds no code from text and loads none from elsewhere', () => {
    for (const [path, code] of contentOf(build, '.js')) {
      expect(code, path).not.toMatch(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]|importScripts/);
      const addresses = code.match(/https?:\/\/[^\s"'`)\\]+/g) ?? [];
      expect(
        addresses.filter((address) => !NAMES.some((name) => name.test(address))),
        path,
      ).toEqual([]);
    }
    for (const [path, html] of contentOf(build, '.html')) {
      expect(html, path).not.toMatch(/https?:|<script(?![^>]* src="\/)|\son\w+=|<style/);
    }
    for (const [path, css] of contentOf(build, '.css')) {
      expect(css, path).not.toMatch(/url\(|@import/);
    }
  });

  it('uses no web API that is missing in the oldest browsers it supports', () => {
    const isFirefox = build === 'firefox-mv3';
    const { gecko } = manifest.browser_specific_settings ?? {};
    const oldest = Number.parseInt(
      isFirefox ? gecko.strict_min_version : manifest.minimum_chrome_version,
      10,
    );
    expect(oldest).toBeGreaterThan(100);
    const missing = LATE_APIS.filter(([, chrome, firefox = Number.POSITIVE_INFINITY]) => {
      return (isFirefox ? firefox : chrome) > oldest;
    });
    for (const [path, code] of contentOf(build, '.js')) {
      const used = missing.flatMap(([name]) => code.match(name)?.[0] ?? []);
      expect(used, path).toEqual([]);
    }
  });

  it('makes Word files on a thread of its own, and has the code for that nowhere else', () => {
    const makers = contentOf(build, '.js').filter(([, code]) => code.includes('wordprocessingml/2006/main'));
    expect(makers.map(([path]) => path)).toEqual([expect.stringMatching(/worker-[\w-]+\.js$/)]);
  });

  it('loads the code of workbooks only when one is made', () => {
    const scripts = contentOf(build, '.js');
    const writers = scripts.filter(([, code]) => code.includes('spreadsheetml/2006/main'));
    expect(writers).toHaveLength(1);
    const [[path]] = writers as [[string, string]];
    for (const [, content] of [...scripts, ...contentOf(build, '.html')]) {
      expect(content.split(basename(path)).length - 1).toBe(
        content.split(`import(\`./${basename(path)}\`)`).length - 1,
      );
    }
  });

  it('contains nothing about the machine that built it', () => {
    for (const [path, content] of contentOf(build, '.js', '.css', '.html', '.json')) {
      expect(content, path).not.toContain(ROOT);
    }
  });

  it('has its three pages and the licences of its libraries', () => {
    const files = readdirSync(folderOf(build));
    expect(files).toEqual(
      expect.arrayContaining(['popup.html', 'evidence.html', 'options.html', 'third-party-licences.txt']),
    );
    const licences = readFileSync(join(folderOf(build), 'third-party-licences.txt'), 'utf8');
    for (const name of ['preact', 'docx', 'fflate', 'nanoid'])
      expect(licences).toMatch(new RegExp(`^${name}$`, 'm'));
  });

  it('names the source of the parts under the Mozilla Public License (MPL 2.0, 3.2)', () => {
    const licences = readFileSync(join(folderOf(build), 'third-party-licences.txt'), 'utf8');
    const name = 'webextension-polyfill';
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    const [head = ''] = licences
      .slice(licences.indexOf(`${name}\n`))
      .split('Mozilla Public License Version 2.0');
    expect(head).toContain(`source of version ${version}`);
    expect(head).toContain('https://github.com/mozilla/webextension-polyfill');
    expect(licences.match(/^Mozilla Public License/gm)).toHaveLength(
      licences.match(/^Under the MPL-/gm)?.length ?? 0,
    );
  });
});

it('Mozilla’s own linter finds no error', () => {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/web-ext/bin/web-ext.js'),
      'lint',
      '--output=json',
      '-s',
      folderOf('firefox-mv3'),
    ],
    { encoding: 'utf8' },
  );
  const { summary, errors } = JSON.parse(stdout);
  expect(errors).toEqual([]);
  expect(summary.errors).toBe(0);
});
