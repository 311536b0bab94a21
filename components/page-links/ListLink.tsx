import type { ComponentChildren } from 'preact';
import { addressOf, type ListView } from '../../evidence/list/list-view.ts';
import type { ChangeView } from './use-view-in-address.ts';

interface ListLinkProps {
  readonly to: ListView;
  readonly onChange: ChangeView;
  readonly class?: string | undefined;
  /** Marks a link to the view that is already shown. */
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another view of the page: it opens in place, or in a new tab or window if asked to. */
export function ListLink({ to, onChange, class: look, current = false, children }: ListLinkProps) {
  return (
    <a
      class={look}
      aria-current={current ? 'page' : undefined}
      href={addressOf(to) || '?'}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onChange(to);
      }}
    >
      {children}
    </a>
  );
}
