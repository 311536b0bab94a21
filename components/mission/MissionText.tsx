/**
 * The room mission/ shows the official texts, word for word, and chooses languages. An official text that
 * does not exist in a language is shown in English and marked as such (Official.tsx). A domain's colour
 * always comes with its number and icon (DomainMark.tsx).
 */
import { useEffect, useId, useState } from 'preact/hooks';
import {
  directionOf,
  loadMission,
  type Mission,
  nameOfLanguage,
  type OfficialText,
} from '../../locales/index.ts';
import { useInView } from '../controls/use-in-view.ts';
import { useWords } from '../words.tsx';
import { LanguageOptions } from './LanguageOptions.tsx';
import styles from './MissionText.module.css';
import { Official } from './Official.tsx';
import { type SecondLanguage, useSecondLanguage } from './use-second-language.ts';

interface MissionTextProps {
  /** Picks the paragraphs to show from the mission in any language. */
  readonly pick: (mission: Mission) => readonly OfficialText[];
}

/** Official paragraphs, with a second language beside them on request. */
export function MissionText({ pick }: MissionTextProps) {
  const { language, mission, t } = useWords();
  const second = useSecondLanguage();
  const box = useInView<HTMLDivElement>();
  const paragraphs = pick(mission);
  const secondMission = useSecondMission(second);
  const beside = secondMission && pick(secondMission);
  const missing = paragraphs.find((paragraph) => paragraph.language !== language);

  return (
    <div ref={box} class={styles.text}>
      {missing && (
        <p class={styles.missing}>{t('official.onlyIn', { language: nameOfLanguage(missing.language) })}</p>
      )}
      <div class={styles.pair}>
        <div>
          {paragraphs.map((paragraph) => (
            <p key={paragraph.text}>
              <Official text={paragraph} />
            </p>
          ))}
        </div>
        {beside && (
          <div class={styles.beside} lang={second.language} dir={directionOf(second.language)}>
            {beside.map((paragraph) => (
              <p key={paragraph.text}>
                <Official text={paragraph} inside={second.language} />
              </p>
            ))}
          </div>
        )}
      </div>
      <SecondLanguageChoice {...second} />
    </div>
  );
}

/** @returns the texts in the second language, once they are loaded and while they are shown. */
function useSecondMission({ shown, language }: SecondLanguage): Mission | undefined {
  const [loaded, setLoaded] = useState<{ language: string; mission: Mission }>();

  useEffect(() => {
    if (!shown) return;
    let current = true;
    void loadMission(language).then((mission) => current && setLoaded({ language, mission }));
    return () => {
      current = false;
    };
  }, [shown, language]);

  return shown && loaded?.language === language ? loaded.mission : undefined;
}

function SecondLanguageChoice({ shown, language, show, choose }: SecondLanguage) {
  const { t, language: first } = useWords();
  const id = useId();
  return (
    <p class={styles.choice}>
      <label>
        <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} />{' '}
        <span id={id}>{t('official.second')}</span>
      </label>
      <select aria-labelledby={id} value={language} onChange={(event) => choose(event.currentTarget.value)}>
        <LanguageOptions except={first} />
      </select>
    </p>
  );
}
