import type { ComponentChildren } from 'preact';
import { useCommonServices } from '../services.ts';
import { OwnPageLink } from './OwnPageLink.tsx';

interface EvidencePageLinkProps {
  /** The search to start with; without it, everything is shown. */
  readonly search?: string;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}

/** Opens the evidence page, in the tab that already has it. */
export function EvidencePageLink({ search, class: look, children }: EvidencePageLinkProps) {
  const { evidencePageUrl, openEvidencePage } = useCommonServices();
  return (
    <OwnPageLink class={look} href={evidencePageUrl(search)} open={() => openEvidencePage(search)}>
      {children}
    </OwnPageLink>
  );
}
