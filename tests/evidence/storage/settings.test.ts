import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../evidence/storage/settings.ts';
import { changedSettings, type SettingsChange } from '../../../evidence/storage/settings-change.ts';
import { MAX_NAME_LENGTH } from '../../../evidence/values/clean-text.ts';
import stored from '../../fixtures/evidence-v1.json';

describe('parseSettings', () => {
  it.each([
    ['the stored settings of version 1', stored.settings],
    ['nothing chosen', { version: 1 }],
    ['a cleared choice', { version: 1, language: null }],
    ['a language with a region', { version: 1, secondLanguage: 'pt-BR' }],
    ['unknown fields', { version: 1, language: 'ro', school: 'x' }],
    ['settings of a newer version', { version: 2, language: 'ro' }],
  ])('reads %s as stored', (_, settings) => {
    expect(parseSettings(settings)).toEqual(settings);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'ro'],
    ['no version', { language: 'ro' }],
    ['a language that is none', { version: 1, language: '<script>' }],
    ['a language that never ends', { version: 1, language: `en${'-b'.repeat(40)}` }],
    ['a name without an end', { version: 1, name: 'a'.repeat(101) }],
    ['a switch that is text', { version: 1, showSecondLanguage: 'yes' }],
  ])('returns the defaults for %s', (_, value) => {
    expect(parseSettings(value)).toEqual({ version: 1 });
  });
});

describe('changedSettings', () => {
  const before = { version: 1, language: 'ro', name: 'Ana', school: 'x' };

  it.each<[string, SettingsChange, object]>([
    ['nothing', {}, before],
    ['a cleared choice', { language: null }, { ...before, language: null }],
    ['a switch', { contextMenu: false }, { ...before, contextMenu: false }],
    ['a name', { name: 'Iulia Pop' }, { ...before, name: 'Iulia Pop' }],
    ['no name', { name: '' }, { ...before, name: '' }],
  ])('changes %s and leaves the rest, unknown fields too', (_, change, after) => {
    expect(changedSettings(before, change)).toEqual(after);
  });

  it.each([
    ['  Iulia\n\tPop ', 'Iulia Pop'],
    ['Iulia\u202E\u0000 Pop', 'Iulia Pop'],
    ['a'.repeat(MAX_NAME_LENGTH - 1).concat(' b'), 'a'.repeat(MAX_NAME_LENGTH - 1)],
    ['\u{1F98B}'.repeat(MAX_NAME_LENGTH), '\u{1F98B}'.repeat(MAX_NAME_LENGTH / 2)],
    [
      'a'.concat('\u{1F98B}'.repeat(MAX_NAME_LENGTH)),
      'a'.concat('\u{1F98B}'.repeat(MAX_NAME_LENGTH / 2 - 1)),
    ],
    ['\uD800', '\uFFFD'],
  ])('cleans the name %j like a title, and cuts it', (name, cleaned) => {
    const changed = changedSettings(before, { name });
    expect(changed.name).toBe(cleaned);
    expect(parseSettings(changed)).toEqual(changed);
    expect(changedSettings(changed, { name: cleaned })).toEqual(changed);
  });
});
