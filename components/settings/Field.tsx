import type { ComponentChildren } from 'preact';
import styles from './Field.module.css';

interface FieldProps {
  /** The id of the field inside. */
  readonly id: string;
  readonly label: string;
  readonly children: ComponentChildren;
  /** An explanation: the field is described by `<id>-help`. */
  readonly help?: ComponentChildren;
}

/** A field under its label. */
export function Field({ id, label, children, help }: FieldProps) {
  return (
    <div class={styles.field}>
      <label for={id}>{label}</label>
      {children}
      {help && (
        <div id={`${id}-help`} class={styles.help}>
          {help}
        </div>
      )}
    </div>
  );
}
