import type { ComponentChildren } from 'preact';

interface OwnPageLinkProps {
  readonly class: string | undefined;
  readonly href: string;
  /** Shows the page, in the tab that has it already where there is one. */
  readonly open: () => Promise<void>;
  /** Where a picture stands for it: its name, for the eye at hover and for screen readers. */
  readonly name?: string;
  readonly children: ComponentChildren;
}

/** A link to one of the extension's own full pages. */
export function OwnPageLink({ class: className, href, open, name, children }: OwnPageLinkProps) {
  return (
    <a
      class={className}
      href={href}
      target="_blank"
      rel="noreferrer"
      title={name}
      aria-label={name}
      onClick={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      {children}
    </a>
  );
}
