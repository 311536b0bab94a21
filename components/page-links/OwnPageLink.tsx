import type { ComponentChildren } from 'preact';

interface OwnPageLinkProps {
  readonly class: string | undefined;
  readonly href: string;
  /** Shows the page, in the tab that already has it, if any. */
  readonly open: () => Promise<void>;
  /** The name of a link that is only an icon, for tooltips and screen readers. */
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
