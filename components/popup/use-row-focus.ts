import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';

/** Moves the focus among the domains when the focused element disappears. */
export interface RowFocus {
  readonly list: RefObject<HTMLOListElement | null>;
  /** Focuses the button of a domain. */
  readonly toDomain: (domain: MissionDomain | undefined) => void;
  /** The same, once the list is visible again: until then nothing in it can take the focus. */
  readonly toDomainSoon: (domain: MissionDomain | undefined) => void;
  /** The kind of action whose Undo takes the focus that the button had. */
  readonly undoOf: LastAction['kind'] | undefined;
  readonly toUndoOf: (kind: LastAction['kind']) => void;
  /** Called once the Undo has taken the focus: later changes must not take it from elsewhere. */
  readonly undoFocused: () => void;
}

export function useRowFocus(): RowFocus {
  const list = useRef<HTMLOListElement>(null);
  const [undoOf, setUndoOf] = useState<LastAction['kind']>();
  const [soon, setSoon] = useState<{ domain: MissionDomain | undefined }>();
  const undoFocused = useCallback(() => setUndoOf(undefined), []);

  function toDomain(domain: MissionDomain | undefined): void {
    if (!domain) return;
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('button[aria-pressed]');
    buttons?.[domainNumber(domain) - 1]?.focus();
  }

  useEffect(() => toDomain(soon?.domain), [soon]);

  return {
    list,
    toDomain,
    toDomainSoon: (domain) => setSoon({ domain }),
    undoOf,
    toUndoOf: setUndoOf,
    undoFocused,
  };
}
