import { ChevronDown } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../controls/Icon.tsx';
import { useMissionText } from '../mission/use-mission-text.ts';
import { useWords } from '../words.tsx';
import styles from './Introduction.module.css';

/**
 * The mission's name and, one click away, its three introductory paragraphs; also how to tag, if the page can
 * be tagged.
 */
export function Introduction({ canTag }: { canTag: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const MissionText = useMissionText(open);
  return (
    <section class={styles.introduction}>
      <div class={styles.head}>
        <h2 class={styles.heading}>{t('mission.heading')}</h2>
        <button
          type="button"
          class={styles.toggle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t('mission.introduction')} <Icon shape={ChevronDown} />
        </button>
      </div>
      {canTag && <p class={styles.hint}>{t('popup.hint')}</p>}
      <div id={id} hidden={!open} class={styles.text}>
        {open && MissionText && <MissionText pick={(mission) => mission.intro} />}
      </div>
    </section>
  );
}
