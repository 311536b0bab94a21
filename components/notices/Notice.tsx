import type { ComponentChildren } from 'preact';
import styles from './Notice.module.css';

interface NoticeProps {
  /** Buttons and links that help. */
  readonly ways?: ComponentChildren;
  /** A paragraph of information. */
  readonly children: ComponentChildren;
}

/** A calm piece of information, with buttons beside it. */
export function Notice({ ways, children }: NoticeProps) {
  return (
    <div class={styles.notice}>
      {children}
      {ways && <div class={styles.ways}>{ways}</div>}
    </div>
  );
}
