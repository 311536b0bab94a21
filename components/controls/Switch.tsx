import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  /** Called directly in the click event. The switch turns when `on` changes, not before. */
  readonly onToggle: () => void;
  /** An explanation of the setting. */
  readonly children?: ComponentChildren;
}

/** A setting that is on or off and takes effect at once, without Save: words, and a switch at their end. */
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
