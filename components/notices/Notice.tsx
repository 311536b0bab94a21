import type { ComponentChildren } from 'preact';
import styles from './Notice.module.css';

interface NoticeProps {
  /** What can be done about it. */
  readonly ways?: ComponentChildren;
  /** A paragraph that says what there is to know. */
  readonly children: ComponentChildren;
}

/** Something to know, calm, with what can be done about it beside it. */
export function Notice({ ways, children }: NoticeProps) {
  return (
    <div class={styles.notice}>
      {children}
      {ways && <div class={styles.ways}>{ways}</div>}
    </div>
  );
}
