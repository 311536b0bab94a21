import { Keyboard } from 'lucide';
import type { ComponentChildren } from 'preact';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { Button } from '../controls/Button.tsx';
import { Section } from '../full-page/Section.tsx';
import { type Shortcut, useServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './KeyboardSection.module.css';
import { useShortcuts } from './use-shortcuts.ts';

/**
 * A command's name in the teacher's language: the browser names it in its own language, and Chromium does not
 * name the toolbar button's own command at all.
 */
const WORDS: ReadonlyMap<string, 'manifest.openPopup'> = new Map([['_execute_action', 'manifest.openPopup']]);

/** The current keys, and a link to the browser's page where they can be changed. */
export function KeyboardSection() {
  const { t } = useWords();
  const { openShortcutSettings } = useServices();
  const shortcuts = useShortcuts();
  return (
    <Section heading={t('settings.keyboard.heading')} why={t('settings.keyboard.why')}>
      <dl class={styles.keys}>
        {shortcuts.map((shortcut) => (
          <Keys key={shortcut.name} what={<WhatItDoes {...shortcut} />}>
            {shortcut.keys ? (
              <kbd>{shortcut.keys}</kbd>
            ) : (
              <span class={styles.unset}>{t('settings.keyboard.unset')}</span>
            )}
          </Keys>
        ))}
        <Keys what={t('settings.keyboard.inPopup')}>
          <kbd>1</kbd> – <kbd>{MISSION_DOMAINS.length}</kbd>
        </Keys>
      </dl>
      {shortcuts.length > 0 &&
        (openShortcutSettings ? (
          <div>
            <Button icon={Keyboard} look="plain" onClick={() => void openShortcutSettings()}>
              {t('settings.keyboard.change')}
            </Button>
          </div>
        ) : (
          <p class={styles.byHand}>{t('settings.keyboard.changeByHand')}</p>
        ))}
    </Section>
  );
}

function Keys({ what, children }: { what: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd dir="ltr">{children}</dd>
    </div>
  );
}

function WhatItDoes({ name, description }: Shortcut) {
  const { t } = useWords();
  const words = WORDS.get(name);
  return words ? t(words) : description || name;
}
