import { afterEach, describe, expect, it } from 'vitest';
import { WithFaults } from '../../components/faults.tsx';
import { MissionText } from '../../components/mission/MissionText.tsx';
import { useWords, WordsContext } from '../../components/words.tsx';
import type { Mission } from '../../locales/index.ts';
import { clear, find, show, text, untilText, violations } from '../support/show.tsx';

afterEach(clear);

/** The interface in a language whose official text of one domain does not exist. */
function InGerman({ children }: { children: preact.ComponentChildren }) {
  const words = useWords();
  const title = { text: 'eTwinning-Schulen als Vorbild', language: 'de' };
  const domains: Mission['domains'] = {
    ...words.mission.domains,
    'model-school': { title, text: words.mission.domains['model-school'].text },
  };
  const german = { ...words, language: 'de', mission: { ...words.mission, domains } };
  return <WordsContext.Provider value={german}>{children}</WordsContext.Provider>;
}

describe('an official text', () => {
  it('shows the source’s bold as emphasis, word for word', async () => {
    show(
      <WithFaults>
        <MissionText pick={(mission) => mission.intro} />
      </WithFaults>,
    );
    await untilText('eTwinning Schools are leaders in the eTwinning world.');
    expect([...document.querySelectorAll('strong')].map((strong) => strong.textContent)).toEqual([
      'school management',
      'school’s policies, practice and professional development'.replace('’', "'"),
      'work together to share',
      'models',
      'better people, better learners, better and more active citizens',
    ]);
    expect(text()).not.toContain('**');
  });

  it('missing in a language falls back to English, marked as English, and says so', async () => {
    show(
      <WithFaults>
        <InGerman>
          <MissionText pick={(mission) => [mission.domains['model-school'].text]} />
        </InGerman>
      </WithFaults>,
    );
    const english = await find('p > span[lang=en]');
    expect(english.textContent).toContain(
      'The eTwinning School is committed to playing a role of ambassadors',
    );
    expect(text()).toContain('This is the text in English.');
    expect(english.nextElementSibling?.textContent).toBe('EN');
    expect(await violations()).toEqual([]);
  });

  it('shows a second language beside it, marked, and remembers that', async () => {
    const area = show(
      <WithFaults>
        <MissionText pick={(mission) => [mission.domains.collaboration.text]} />
      </WithFaults>,
    );
    (await find<HTMLInputElement>('input[type=checkbox]')).click();
    const beside = await find('div[lang]');
    expect(beside.lang).not.toBe('en');
    const select = await find<HTMLSelectElement>('select');
    select.value = 'ro';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await find('div[lang=ro]');
    await untilText('Profesorii din aceste școli lucrează în echipă');
    expect(area.items.get('settings')).toMatchObject({ secondLanguage: 'ro', showSecondLanguage: true });
  });
});
