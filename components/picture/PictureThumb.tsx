import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../words.tsx';
import styles from './PictureThumb.module.css';

interface PictureThumbProps {
  /** The picture's id. */
  readonly id: string;
  /** A description for people who do not see the picture. */
  readonly alt: string;
  /** @returns the picture, or undefined if it does not exist */
  readonly load: (id: string) => Promise<Blob | undefined>;
}

/** A saved picture, small; a plain sentence if it is not on this computer or cannot be read. */
export function PictureThumb({ id, alt, load }: PictureThumbProps) {
  const { t } = useWords();
  const [url, setUrl] = useState<string>();
  const [isMissing, setIsMissing] = useState(false);
  const loading = useRef(load);
  loading.current = load;

  // A layout effect: it is cleaned up together with the view, not at a later paint.
  useLayoutEffect(() => {
    let current = true;
    let made: string | undefined;
    setUrl(undefined);
    setIsMissing(false);
    loading.current(id).then(
      (blob) => {
        if (!current) return;
        if (blob) {
          made = URL.createObjectURL(blob);
          setUrl(made);
        } else setIsMissing(true);
      },
      (error) => {
        console.error('A picture could not be read:', error);
        if (current) setIsMissing(true);
      },
    );
    return () => {
      current = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);

  if (isMissing) return <p class={styles.missing}>{t('picture.missing')}</p>;
  if (!url) return <div class={styles.loading} />;
  return <img class={styles.thumb} src={url} alt={alt} onError={() => setIsMissing(true)} />;
}
