import { Keyboard } from 'lucide';
import type { ComponentChildren } from 'preact';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { type Shortcut, useServices } from '../services.ts';
import { Button } from '../shared/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './KeyboardSection.module.css';
import { Section } from './Section.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The keys there are, and the way to change those that the browser keeps. */
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

/** The browser describes a command in its own language; what we have words for, we say in the teacher's. */
function WhatItDoes({ name, description }: Shortcut) {
  const { t } = useWords();
  if (name === '_execute_action') return t('manifest.openPopup');
  return description || name;
}
