import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** @returns the classes that a component takes from its stylesheets and that none of these has */
function missingClasses(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const imports = source.matchAll(/import (\w+) from '(\.[^']*\.module\.css)'/g);
  return [...imports].flatMap(([, name, path = '']) => {
    const css = readFileSync(join(dirname(file), path), 'utf8').replace(/\/\*.*?\*\//gs, '');
    const has = new Set([...css.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, found]) => found));
    const taken = [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, found = '']) => found);
    return taken.filter((one) => !has.has(one)).map((one) => `${path} has no .${one}`);
  });
}

it('every class that a component takes is in its stylesheet', () => {
  const files = globSync(join(ROOT, '{components,entrypoints}/**/*.tsx'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(missingClasses)).toEqual([]);
});
