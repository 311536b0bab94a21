import type { ComponentChildren } from 'preact';
import styles from './VisuallyHidden.module.css';

/** Words for screen readers only. */
export function VisuallyHidden({ id, children }: { id?: string; children: ComponentChildren }) {
  return (
    <span id={id} class={styles.hidden}>
      {children}
    </span>
  );
}
