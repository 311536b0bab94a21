import type { IconNode } from 'lucide';
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import styles from './Button.module.css';
import { Icon } from './Icon.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  readonly children: ComponentChildren;
  readonly icon?: IconNode;
  /** `main` is the one thing a view is for, `quiet` what stands beside content, `danger` what is for good. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words, with or without an icon before them. */
export function Button({ children, icon, look = 'quiet', ...rest }: ButtonProps) {
  return (
    <button type="button" class={styles.button} data-look={look} {...rest}>
      {icon && <Icon shape={icon} />}
      {children}
    </button>
  );
}
