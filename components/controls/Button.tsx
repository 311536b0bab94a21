import type { IconNode } from 'lucide';
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import styles from './Button.module.css';
import { Icon } from './Icon.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  readonly children: ComponentChildren;
  readonly icon?: IconNode;
  /** `main` is a view's main action, `quiet` an action beside content, `danger` one that can't be undone. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words, and optionally an icon before them. */
export function Button({ children, icon, look = 'quiet', ...rest }: ButtonProps) {
  return (
    <button type="button" class={styles.button} data-look={look} {...rest}>
      {icon && <Icon shape={icon} />}
      {children}
    </button>
  );
}
