import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useLayoutEffect, useState } from 'preact/hooks';
import { SETTINGS, type Settings } from '../evidence/storage/settings.ts';
import { chooseLanguage, loadWords, PAGE_FILES, type Words, type WordsFile } from '../locales/index.ts';
import { useCommonServices } from './services.ts';

/** The words of the interface and the teacher's settings. */
export interface Saying extends Words {
  readonly settings: Settings;
  /** The settings could not be read and are the defaults. */
  readonly settingsFailed: boolean;
  /** Reads the settings again. */
  readonly rereadSettings: () => void;
  /** @returns whether the words of a file are loaded */
  readonly knows: (file: WordsFile) => boolean;
  /** Loads the words of a file that the first view did not need; rejects if that fails. */
  readonly learn: (file: WordsFile) => Promise<void>;
}

export const WordsContext = createContext<Saying | undefined>(undefined);

/** @throws outside {@link WithWords} */
export function useWords(): Saying {
  const words = useContext(WordsContext);
  if (!words) throw new Error('A component needs its words');
  return words;
}

/** A message stored as its meaning, so that it follows the language. */
export type Say = (t: Words['t']) => string;

/** @returns the view's message in the current language ('' for none), and a function to set it. */
export function useMessage(): [string, (say: Say | undefined) => void] {
  const { t } = useWords();
  const [message, setMessage] = useState<{ say: Say }>();
  return [message?.say(t) ?? '', (say) => setMessage(say && { say })];
}

interface WithWordsProps {
  /** The files of words that the view needs at first; by default those of the full pages. */
  readonly files?: readonly WordsFile[] | undefined;
  readonly children: ComponentChildren;
}

/**
 * Shows its children in the teacher's language once its words are loaded, and changes the language of the
 * document when the setting changes in any view.
 */
export function WithWords({ files: firstFiles = PAGE_FILES, children }: WithWordsProps) {
  const { store } = useCommonServices();
  const [settings, setSettings] = useState<Settings>();
  const [settingsFailed, setSettingsFailed] = useState(false);
  const [words, setWords] = useState<Words & { readonly files: readonly WordsFile[] }>();
  const [files, setFiles] = useState(firstFiles);

  const rereadSettings = useCallback(() => {
    store.read(SETTINGS).then(
      (read) => {
        setSettings(read);
        setSettingsFailed(false);
      },
      () => {
        // The words work anyway: the view that needs the unread settings reports it.
        setSettings((known) => known ?? { version: 1 });
        setSettingsFailed(true);
      },
    );
  }, [store]);

  // A layout effect, as below: an effect would wait for a frame, and there is nothing to show yet.
  useLayoutEffect(() => {
    const unsubscribe = store.subscribe((changes) => {
      if (!Object.hasOwn(changes, SETTINGS.prefix)) return;
      setSettings(SETTINGS.parse(changes[SETTINGS.prefix]));
      setSettingsFailed(false);
    });
    rereadSettings();
    return unsubscribe;
  }, [store, rereadSettings]);

  const language = settings && chooseLanguage(settings.language, navigator.languages);

  const learn = useCallback(
    async (file: WordsFile) => {
      if (language) await loadWords(language, [file]);
      setFiles((now) => (now.includes(file) ? now : [...now, file]));
    },
    [language],
  );

  useLayoutEffect(() => {
    if (!language) return;
    let current = true;
    loadWords(language, files).then(
      (loaded) => current && setWords({ ...loaded, files }),
      (error) => console.error('The words could not be loaded:', error),
    );
    return () => {
      current = false;
    };
  }, [language, files]);

  // In the same step as the words: effects of a tab in the background may be delayed for long.
  useLayoutEffect(() => {
    if (!words) return;
    document.documentElement.lang = words.language;
    document.documentElement.dir = words.direction;
  }, [words]);

  if (!words || !settings) return null;
  return (
    <WordsContext.Provider
      value={{
        ...words,
        settings,
        settingsFailed,
        rereadSettings,
        knows: (file) => words.files.includes(file),
        learn,
      }}
    >
      {children}
    </WordsContext.Provider>
  );
}
