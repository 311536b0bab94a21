import type { Picture } from '../../evidence/picture/picture.ts';
import { Button } from '../controls/Button.tsx';
import { PictureThumb } from '../picture/PictureThumb.tsx';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './PicturePanel.module.css';
import type { PictureTaking } from './picture-taking.ts';

interface PicturePanelProps {
  readonly picture: Picture;
  readonly title: string;
  readonly taking: PictureTaking;
  readonly onRemove: () => void;
}

/** The page's picture, whether it may be shown to others, and buttons to replace or remove it. */
export function PicturePanel({ picture, title, taking, onRemove }: PicturePanelProps) {
  const { t } = useWords();
  const { pictures } = useCommonServices();
  return (
    <div class={styles.panel}>
      <PictureThumb id={picture.id} alt={t('screenshot.of', { title })} load={pictures.get} />
      <div class={styles.choices}>
        <label class={styles.check}>
          <input
            type="checkbox"
            checked={picture.showsPupils}
            onChange={({ currentTarget: { checked } }) => void taking.markKept(checked)}
          />{' '}
          {t('screenshot.showsPupils')}
        </label>
        <div class={styles.buttons}>
          <Button look="plain" onClick={() => void taking.take()}>
            {t('screenshot.takeAgain')}
          </Button>
          <Button look="plain" onClick={onRemove}>
            {t('screenshot.remove')}
          </Button>
        </div>
      </div>
    </div>
  );
}
