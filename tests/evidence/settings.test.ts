import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../evidence/settings.ts';
import stored1 from '../fixtures/evidence-v1.json';
import stored2 from '../fixtures/evidence-v2.json';

describe('parseSettings', () => {
  it.each([
    ['the stored settings beside version 1', stored1.settings],
    ['those beside version 2', stored2.settings],
    ['nothing chosen', { version: 1 }],
    ['a choice taken back', { version: 1, language: null }],
    ['a language with a region', { version: 1, secondLanguage: 'pt-BR' }],
    ['unknown fields', { version: 1, language: 'ro', school: 'x' }],
    ['what a newer version wrote', { version: 2, language: 'ro' }],
  ])('keeps %s as it is', (_, settings) => {
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
  ])('takes the defaults for %s', (_, value) => {
    expect(parseSettings(value)).toEqual({ version: 1 });
  });
});
