import styles from './VisuallyHidden.module.css';

/** Tells screen readers what just happened, politely and once; it is in place before it speaks. */
export function LiveMessage({ children }: { children: string }) {
  return (
    <div role="status" class={styles.hidden}>
      {children}
    </div>
  );
}
