import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { agoIn, dateIn, momentIn } from '../../locales/dates.ts';
import {
  chooseLanguage,
  directionOf,
  LANGUAGES,
  loadMission,
  loadWords,
  missionOf,
  nameOfLanguage,
} from '../../locales/index.ts';
import { chooseSecondLanguage } from '../../locales/second-language.ts';
import { missionJson, uiStrings } from '../support/locale-files.ts';

describe('chooseLanguage', () => {
  it.each<[string | null | undefined, string[], string]>([
    [undefined, ['ro'], 'ro'],
    [undefined, ['ro-MD'], 'ro'],
    [undefined, ['RO-md', 'en'], 'ro'],
    [undefined, ['de', 'pl-PL', 'it'], 'pl'],
    [undefined, ['de', 'fr'], 'en'],
    [undefined, ['en-US', 'ro'], 'en'],
    [undefined, ['rom'], 'en'],
    [undefined, ['../ro', ''], 'en'],
    [undefined, [], 'en'],
    [null, ['it-CH'], 'it'],
    ['et', ['ro'], 'et'],
    ['pl-PL', ['ro'], 'pl'],
    ['xx', ['ro'], 'ro'],
    ['', ['ro'], 'ro'],
  ])('returns, for the choice %j and a browser in %j, %s', (saved, preferred, language) => {
    expect(chooseLanguage(saved, preferred)).toBe(language);
  });

  it('prefers the region if there is one', () => {
    expect(chooseLanguage(undefined, ['pt-BR'], ['en', 'pt', 'pt-BR'])).toBe('pt-BR');
    expect(chooseLanguage(undefined, ['pt-PT'], ['en', 'pt', 'pt-BR'])).toBe('pt');
  });
});

describe('chooseSecondLanguage', () => {
  it.each<[string | null | undefined, string, string[], string]>([
    [undefined, 'ro', ['ro'], 'en'],
    [null, 'pl', ['pl', 'it'], 'en'],
    ['it', 'ro', ['ro'], 'it'],
    ['ro', 'ro', ['ro'], 'en'],
    ['xx', 'ro', ['ro'], 'en'],
    [undefined, 'en', ['en-GB', 'pl'], 'pl'],
    ['en', 'en', ['pl'], 'pl'],
    [undefined, 'en', ['en'], 'et'],
    [undefined, 'en', ['de'], 'et'],
  ])('returns, for the choice %j beside %s and a browser in %j, %s', (saved, first, preferred, language) => {
    expect(chooseSecondLanguage(saved, first, preferred)).toBe(language);
  });

  it('is never the first, and always an existing one', () => {
    for (const first of LANGUAGES) {
      for (const other of [...LANGUAGES, 'xx', undefined]) {
        const second = chooseSecondLanguage(other, first, [first, `${first}-XX`]);
        expect(second).not.toBe(first);
        expect(LANGUAGES).toContain(second);
      }
    }
  });
});

describe('missionOf', () => {
  const english = missionJson('en');

  it('uses every text of a language that has them all', () => {
    const own = missionJson('pl');
    const mission = missionOf('pl', own);
    expect(mission.intro).toEqual(own.intro.map((text) => ({ text, language: 'pl' })));
    for (const domain of MISSION_DOMAINS) {
      const { title = '', text = '' } = own.domains[domain] ?? {};
      expect(mission.domains[domain]).toEqual({
        title: { text: title, language: 'pl' },
        text: { text, language: 'pl' },
      });
    }
  });

  it('uses English if a text is missing, and marks it as English', () => {
    const own = { source: 'x', domains: { collaboration: { title: 'Zusammenarbeit' } } };
    const mission = missionOf('de', own, english);
    expect(mission.intro).toEqual(english.intro.map((text) => ({ text, language: 'en' })));
    expect(mission.domains.collaboration).toEqual({
      title: { text: 'Zusammenarbeit', language: 'de' },
      text: { text: english.domains.collaboration?.text, language: 'en' },
    });
    expect(mission.domains['model-school'].title).toEqual({
      text: english.domains['model-school']?.title,
      language: 'en',
    });
  });

  it('has the domains in Mission order, whatever the order in the file', () => {
    const own = { source: 'x', domains: { 'model-school': { title: 'x' }, collaboration: { title: 'y' } } };
    expect(Object.keys(missionOf('de', own, english).domains)).toEqual([...MISSION_DOMAINS]);
  });
});

describe('loadWords', () => {
  it.each(LANGUAGES)('returns the words, the official texts and the direction of %s', async (language) => {
    const { mission, ...words } = await loadWords(language);
    expect(words).toMatchObject({ language, direction: 'ltr' });
    expect(mission).toEqual(missionOf(language, missionJson(language)));
    expect(await loadMission(language)).toEqual(mission);
  });

  it.each(LANGUAGES)(
    'returns the titles of %s word for word if no paragraph is requested',
    async (language) => {
      const { mission, t } = await loadWords(language, []);
      const { domains } = missionJson(language);
      for (const [id, { title }] of Object.entries(domains)) {
        const texts = mission.domains[id as keyof typeof mission.domains];
        expect(texts).toMatchObject({ title: { text: title, language }, text: { text: '' } });
      }
      expect(t('popup.domains')).toBe(uiStrings(language, ['ui']).get('popup.domains'));
    },
  );

  it.each([
    ['en', 0, '0 pieces of evidence'],
    ['en', 1, '1 piece of evidence'],
    ['ro', 1, '1 dovadă'],
    ['ro', 2, '2 dovezi'],
    ['ro', 20, '20 de dovezi'],
    ['pl', 1, '1 dowód'],
    ['pl', 3, '3 dowody'],
    ['pl', 5, '5 dowodów'],
    ['pl', 22, '22 dowody'],
  ])('counts in %s: %i', async (language, count, text) => {
    const { t } = await loadWords(language);
    expect(t('common.pieces', { count })).toBe(text);
  });

  it('inserts text as it is: the view that shows it escapes it', async () => {
    const { t } = await loadWords('en');
    expect(t('list.deleted', { title: '<b>&"x" $t(common.undo) {{count}}' })).toBe(
      'Deleted: <b>&"x" $t(common.undo) {{count}}',
    );
  });

  it('separates languages that are loaded at once', async () => {
    const [romanian, polish] = await Promise.all([loadWords('ro'), loadWords('pl')]);
    expect([romanian.t('common.undo'), polish.t('common.undo')]).toEqual(['Anulează', 'Cofnij']);
  });

  it.each(['xx', '', '../en', 'EN'])('rejects %j, which has no folder', async (language) => {
    await expect(loadWords(language)).rejects.toThrow('There is no locales/');
  });
});

describe('directionOf', () => {
  it.each([
    ['ro', 'ltr'],
    ['en-GB', 'ltr'],
    ['ar', 'rtl'],
    ['ar-EG', 'rtl'],
    ['he', 'rtl'],
    ['ur', 'rtl'],
    ['arn', 'ltr'],
  ])('of %s is %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction);
  });
});

describe('nameOfLanguage', () => {
  it.each([
    ['en', 'English'],
    ['et', 'Eesti'],
    ['it', 'Italiano'],
    ['pl', 'Polski'],
    ['ro', 'Română'],
  ])('of %s is %s, in its own words', (language, name) => {
    expect(nameOfLanguage(language)).toBe(name);
  });
});

describe('dateIn', () => {
  const late = '2026-03-31T22:30:00.000Z';

  it.each([
    ['en', 'long', '31 March 2026'],
    ['ro', 'long', '31 martie 2026'],
    ['pl', 'long', '31 marca 2026'],
    ['et', 'long', '31. märts 2026'],
    ['it', 'medium', '31 mar 2026'],
    ['en', 'medium', '31 Mar 2026'],
  ] as const)('writes a date in %s (%s): %s', (language, style, date) => {
    expect(dateIn(language, late, style, 'UTC')).toBe(date);
  });

  it('is the date in the teacher’s time zone', () => {
    expect(dateIn('ro', late, 'long', 'Europe/Bucharest')).toBe('1 aprilie 2026');
  });
});

describe('momentIn', () => {
  it.each([
    ['en', '24 Nov 2026, 14:05'],
    ['et', '24. nov 2026, 14:05'],
    ['it', '24 nov 2026, 14:05'],
    ['pl', '24 lis 2026, 14:05'],
    ['ro', '24 nov. 2026, 14:05'],
  ])('writes date and time in %s: %s', (language, moment) => {
    expect(momentIn(language, '2026-11-24T14:05:59.000Z', 'UTC')).toBe(moment);
  });
});

describe('agoIn', () => {
  // By the calendar of the local time zone.
  const now = new Date(2026, 10, 24, 9);
  const at = (day: number, hour = 12) => new Date(2026, 10, day, hour).toISOString();

  it.each([
    ['en', 24, 'today'],
    ['en', 23, 'yesterday'],
    ['en', 21, '3 days ago'],
    ['ro', 21, 'acum 3 zile'],
    ['ro', 4, 'acum 20 de zile'],
    ['pl', 21, '3 dni temu'],
    ['it', 21, '3 giorni fa'],
    ['et', 21, '3 päeva eest'],
    ['en', -60, '2 months ago'],
    ['en', -730, '2 years ago'],
    ['en', 30, 'today'],
  ])('says in %s how long ago day %i of that month is: %s', (language, day, words) => {
    expect(agoIn(language, at(day), now)).toBe(words);
  });

  it('counts by the calendar, not by hours', () => {
    expect(agoIn('en', at(23, 23), now)).toBe('yesterday');
    expect(agoIn('en', at(24, 0), now)).toBe('today');
  });
});
