import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../locales/index.ts';
import { baseOf, pluralOf, TRANSLATIONS, uiStrings } from '../support/locale-files.ts';

const english = uiStrings('en');

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map(([, name = '']) => name).sort();
}

/** The English string with the same meaning; for a plural, the one for many. */
function englishOf(key: string): string | undefined {
  return english.get(key) ?? english.get(`${baseOf(key)}_other`);
}

it('the locales have the five languages of the mission, each in its folder', () => {
  expect(LANGUAGES).toEqual(['en', 'et', 'it', 'pl', 'ro']);
});

describe.each(LANGUAGES)('the words in %s', (language) => {
  const strings = uiStrings(language);
  const each = [...strings];

  it('have a plural form for each category of the language, and no other', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const plurals = Map.groupBy(
      [...strings.keys()].filter((key) => pluralOf(key)),
      baseOf,
    );
    expect(plurals.size).toBeGreaterThan(5);
    for (const [base, keys] of plurals) {
      expect([base, ...keys.map(pluralOf).sort()]).toEqual([base, ...pluralCategories.toSorted()]);
    }
  });

  it('have content in every string, without space around it', () => {
    expect(each.filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
  });

  it('hold no markup, entities, line breaks or double spaces', () => {
    expect(each.filter(([, text]) => /[<>\n\t]|&\w+;| {2}|\*\*/.test(text))).toEqual([]);
  });

  it('are composed characters and hold nothing invisible', () => {
    expect(each.filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]);
    expect(each.filter(([, text]) => /[\p{Cc}\p{Cf}\uFFFD]/u.test(text))).toEqual([]);
  });

  it('use only known placeholders, with both pairs of braces', () => {
    expect(each.filter(([, text]) => /[{}]/.test(text.replace(/\{\{[a-z]+\}\}/g, '')))).toEqual([]);
  });

  it('have a name and a description for the manifest that the stores accept', () => {
    expect(strings.get('manifest.name')?.length).toBeLessThanOrEqual(45);
    expect(strings.get('manifest.description')?.length).toBeLessThanOrEqual(132);
  });
});

describe.each(TRANSLATIONS)('the words in %s, compared with English', (language) => {
  const strings = uiStrings(language);

  it('have the same keys', () => {
    const bases = (keys: Iterable<string>) => [...new Set([...keys].map(baseOf))].sort();
    expect(bases(strings.keys())).toEqual(bases(english.keys()));
    const plurals = (keys: Iterable<string>) => bases([...keys].filter((key) => pluralOf(key)));
    expect(plurals(strings.keys())).toEqual(plurals(english.keys()));
  });

  it('use the same placeholders, in every plural form too', () => {
    for (const [key, text] of strings) {
      expect([key, ...placeholders(text)]).toEqual([key, ...placeholders(englishOf(key) ?? 'no such key')]);
    }
  });

  it('are translated, except for a few words that are the same', () => {
    const same = [...strings].filter(([key, text]) => text === english.get(key)).map(([key]) => key);
    expect(same.filter((key) => !['manifest.name', 'export.formats.markdown.name'].includes(key))).toEqual(
      [],
    );
  });
});

it('Romanian writes ș and ț with a comma below', () => {
  const text = [...uiStrings('ro').values()].join('\n');
  expect(text).not.toMatch(/[şţŞŢ]/);
  expect(text).toMatch(/ș[\s\S]*ț/);
});
