import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useWords } from '../words.tsx';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';

interface DialogProps {
  readonly heading: string;
  /** Makes room for many choices side by side. */
  readonly wide?: boolean;
  /** Called before somebody closes it; false keeps it open. It closes anyway if the browser insists. */
  readonly mayClose?: () => boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The platform's modal dialog: it traps the focus, closes with Escape and returns the focus afterwards. */
export function Dialog({ heading, wide = false, mayClose = () => true, onClose, children }: DialogProps) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      class={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      aria-labelledby={id}
      onClose={() => {
        // The event arrives late: if the view has removed the dialog itself, nobody closed it.
        if (dialog.current) onClose();
      }}
      onCancel={(event) => {
        // The cancel event of a file chooser inside it bubbles up to here.
        if (event.target === dialog.current && !mayClose()) event.preventDefault();
      }}
    >
      <div class={styles.head}>
        <h2 id={id}>{heading}</h2>
        <button
          type="button"
          class={styles.close}
          title={t('common.close')}
          onClick={() => {
            if (mayClose()) dialog.current?.close();
          }}
        >
          <Icon shape={X} />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** The end of a dialog, which stays in sight however much is above it. */
export function DialogFoot({ children }: { children: ComponentChildren }) {
  return <div class={styles.foot}>{children}</div>;
}

/** The buttons of a dialog, side by side. */
export function DialogActions({ children }: { children: ComponentChildren }) {
  return <div class={styles.actions}>{children}</div>;
}
