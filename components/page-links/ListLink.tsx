import type { ComponentChildren } from 'preact';
import { addressOf, type ListView } from '../../evidence/list/list-view.ts';
import type { ChangeView } from './use-view-in-address.ts';

interface ListLinkProps {
  readonly to: ListView;
  readonly onChange: ChangeView;
  readonly class?: string | undefined;
  /** It leads to what is shown already. */
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another view of the page: it opens in place, or wherever a link is asked to open. */
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
