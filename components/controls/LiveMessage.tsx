import styles from './VisuallyHidden.module.css';

/**
 * Tells screen readers what just happened, politely and once. It is in the document before it speaks, as they
 * require.
 */
export function LiveMessage({ children }: { children: string }) {
  return (
    <div role="status" class={styles.hidden}>
      {children}
    </div>
  );
}
