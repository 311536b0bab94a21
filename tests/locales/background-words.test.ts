import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backgroundWords } from '../../locales/background-words.ts';
import { chooseLanguage, LANGUAGES, loadWords } from '../../locales/index.ts';
import { baseOf, uiStrings } from '../support/locale-files.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the words of the background', () => {
  it.each<[string | null | undefined, string[]]>([
    [undefined, ['ro-MD']],
    [undefined, ['de', 'pl-PL']],
    [undefined, ['de']],
    [undefined, []],
    ['et', ['ro']],
    [null, ['it-CH']],
    ['xx', ['ro']],
  ])('are in the language of the views for the choice %j and a browser in %j', (saved, preferred) => {
    expect(backgroundWords(saved, preferred).language).toBe(chooseLanguage(saved, preferred));
  });

  it.each(LANGUAGES)('say in %s the same as the views', async (language) => {
    const { t, titles, ...rest } = backgroundWords(language, []);
    const views = await loadWords(language, ['piece', 'menu']);
    expect(rest).toEqual({ language, direction: views.direction });
    expect(t('faults.storage-failed')).toBe(views.t('faults.storage-failed'));
    expect(t('menu.tagged', { count: 2 })).toBe(views.t('menu.tagged', { count: 2 }));
    for (const [domain, title] of Object.entries(titles)) {
      expect(title).toEqual(views.mission.domains[domain as keyof typeof titles].title);
    }
  });

  it('exist for every key that the background uses', () => {
    const { t } = backgroundWords('en', []);
    const known = new Set([...uiStrings('en').keys()].map(baseOf));
    const sources = globSync('browser/**/*.ts', { cwd: ROOT }).map((file) =>
      readFileSync(join(ROOT, file), 'utf8'),
    );
    const said = [...sources.join('\n').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key = '']) => key);
    expect(said.length).toBeGreaterThan(10);
    for (const key of said) {
      expect(known).toContain(key);
      expect(t(key as 'menu.parent', { count: 1 })).not.toBe(key);
    }
  });
});
