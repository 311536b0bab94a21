import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Section.module.css';

interface SectionProps {
  readonly heading: string;
  /** One sentence that says what the section is for. */
  readonly why: string;
  readonly children: ComponentChildren;
}

/** One topic of a full page. */
export function Section({ heading, why, children }: SectionProps) {
  const id = useId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <div class={styles.head}>
        <h2 id={id}>{heading}</h2>
        <p class={styles.why}>{why}</p>
      </div>
      {children}
    </section>
  );
}
