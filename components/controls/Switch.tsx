import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  /** Called in the very event of the click. The switch turns when `on` does, not before. */
  readonly onToggle: () => void;
  /** What there is to know about it. */
  readonly children?: ComponentChildren;
}

/** Something that is on or off, at once and without Save: words, and a switch at their end. */
export function Switch({ label, on, onToggle, children }: SwitchProps) {
  const id = useId();
  return (
    <div class={styles.row}>
      <div class={styles.words}>
        <label for={id} id={`${id}-label`} class={styles.label}>
          {label}
        </label>
        {children && <div id={`${id}-more`}>{children}</div>}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        class={styles.switch}
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        aria-describedby={children ? `${id}-more` : undefined}
        onClick={onToggle}
      >
        <span class={styles.thumb} />
      </button>
    </div>
  );
}
