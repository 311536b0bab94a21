import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/**
 * The most that each view loads before it can be used, in bytes: scripts and stylesheets, and for the popup the words
 * of the language that has the longest. Before you raise one, look at the new code: most likely it is needed later
 * than that, or by another view (see the head of components/popup/Popup.tsx).
 */
const BUDGETS = {
  'popup.html': 114_500,
  'evidence.html': 263_000,
  'options.html': 200_000,
  'background.js': 213_500,
} as const;

/** The first words of the popup, in the chunks that the build makes of the files of words. */
const WORDS_OF_POPUP = /\.\/([\w-]+)\/mission\.json[`"']:\(\)=>.*?import\(`\.\/([\w.-]+)`\)/g;

/** @returns the files that are loaded with these, because of their static imports */
function withImports(files: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of files.filter((one) => !found.has(one) && existsSync(one))) {
    found.add(file);
    if (!file.endsWith('.js')) continue;
    const imports = readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+)["'`]/g);
    withImports(
      Array.from(imports, ([, path = '']) => resolve(dirname(file), path)),
      found,
    );
  }
  return found;
}

function sizeOf(files: Iterable<string>): number {
  return Array.from(files).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** The chunks of the popup's words by language. */
function wordsIn(files: Iterable<string>): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    for (const [, language = '', chunk = ''] of readFileSync(file, 'utf8').matchAll(WORDS_OF_POPUP)) {
      words.set(language, [...(words.get(language) ?? []), join(dirname(file), chunk)]);
    }
  }
  return words;
}

describe.each(['chrome-mv3', 'firefox-mv3'])('%s', (build) => {
  const folder = join(ROOT, '.output', build);

  it.each(Object.entries(BUDGETS))('%s loads at most %i bytes', (name, budget) => {
    const entry = join(folder, name);
    const named = readFileSync(entry, 'utf8').matchAll(/(?:src|href)="\/([^"]+)"/g);
    const first = name.endsWith('.js') ? [entry] : Array.from(named, ([, path = '']) => join(folder, path));
    const files = withImports(first);
    const words = name === 'popup.html' ? wordsIn(files) : new Map<string, string[]>();
    if (name === 'popup.html') {
      expect([...words.keys()].toSorted()).toEqual(['en', 'et', 'it', 'pl', 'ro']);
      expect([...words.values()].every((chunks) => chunks.length === 1)).toBe(true);
    }
    const longest = Math.max(0, ...[...words.values()].map(sizeOf));
    const list = Array.from(files, (file) => `${statSync(file).size} ${basename(file)}`).join('\n');
    expect(sizeOf(files) + longest, `${name} is too large:\n${list}\n${longest} words`).toBeLessThanOrEqual(
      budget,
    );
  });
});
