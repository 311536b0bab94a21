import type { ComponentChildren } from 'preact';
import { useCommonServices } from '../services.ts';
import { OwnPageLink } from './OwnPageLink.tsx';

interface EvidencePageLinkProps {
  /** What to look for there; everything is shown without it. */
  readonly search?: string;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}

/** Leads to the evidence page, in the tab that has it already. */
export function EvidencePageLink({ search, class: look, children }: EvidencePageLinkProps) {
  const { evidencePageUrl, openEvidencePage } = useCommonServices();
  return (
    <OwnPageLink class={look} href={evidencePageUrl(search)} open={() => openEvidencePage(search)}>
      {children}
    </OwnPageLink>
  );
}
