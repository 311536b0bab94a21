import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { LANGUAGES } from '../../locales/index.ts';
import { missionJson } from '../support/locale-files.ts';

/**
 * SHA-256 of the official words, as JSON. They are quoted, never edited: change one of these only with a new official
 * text in hand.
 */
const OFFICIAL: Record<string, string> = {
  en: 'a4d6f62ec28ce8d1acab40ca596a4fa5ed4f009366b0647bc86f1b5e977d0c03',
  et: '93575f7d2e89fc64bd47afbc7c8b6763ef31fd5538d61244e513792f554c6d03',
  it: '8a56b6bb4d5ff51cef4dc9d24ceba5a0e1d10bf506a6a6a5e445fad4bccc7a0b',
  pl: 'a2d2cee88bae4f90c0c77272a5490a690316fc58f1ef56383cb813e3876a3a54',
  ro: 'a582952e97185c875f29a4c3c1223b98327080355ad6f19bd3535bf85f7e19e9',
};

/** Bold passages in each paragraph of the introduction, as in the sources. */
const BOLD: Record<string, number[]> = {
  en: [2, 1, 2],
  et: [2, 1, 2],
  it: [1, 1, 2],
  pl: [2, 1, 2],
  ro: [2, 1, 2],
};

describe.each(LANGUAGES)('the official text in %s', (language) => {
  const mission = missionJson(language);
  const { intro, domains } = mission;
  const texts = [...intro, ...Object.values(domains).flatMap(({ title, text }) => [title, text])];

  it('is the official one, word for word', () => {
    const words = JSON.stringify({ intro, domains });
    expect(createHash('sha256').update(words).digest('hex')).toBe(OFFICIAL[language]);
  });

  it('has three paragraphs and five domains in Mission order, and names its source', () => {
    expect(Object.keys(mission)).toEqual(['source', 'intro', 'domains']);
    expect(mission.source).toMatch(/eTwinning School Mission.*\.$/);
    expect(intro).toHaveLength(3);
    expect(Object.keys(domains)).toEqual([...MISSION_DOMAINS]);
    for (const domain of Object.values(domains)) expect(Object.keys(domain)).toEqual(['title', 'text']);
  });

  it('consists of whole lines of clean text', () => {
    for (const text of texts) {
      expect(text).toBe(text.trim().normalize('NFC'));
      expect(text.length).toBeGreaterThan(40);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\uFFFD<>#_]| {2}/u);
    }
  });

  it('has the bold passages of the source, each of them closed', () => {
    expect(intro.map((text) => text.match(/\*\*\S[^*]*\S\*\*/g)?.length)).toEqual(BOLD[language]);
    for (const text of texts) {
      expect(text.split('**').length % 2).toBe(1);
      expect(text.replaceAll('**', '')).not.toContain('*');
    }
  });
});

it('Romanian writes ș and ț with a comma below', () => {
  const text = JSON.stringify(missionJson('ro'));
  expect(text).not.toMatch(/[şţŞŢ]/);
  expect(text).toMatch(/ș[\s\S]*ț/);
});
