import { useCallback, useRef } from 'preact/hooks';

interface Insertion {
  /** Notes that this field was the last one typed in. */
  readonly typedIn: (field: HTMLTextAreaElement | null) => void;
  /**
   * Inserts a reference at the caret of the field last typed in, with a space before it if needed, and moves
   * the focus there.
   * @param first the field to use, at its end, if none was typed in yet
   */
  readonly insert: (reference: string, first: HTMLTextAreaElement | null) => HTMLTextAreaElement | undefined;
}

/** Inserts references into the field last typed in. */
export function useInsertion(): Insertion {
  const last = useRef<HTMLTextAreaElement | null>(null);
  const typedIn = useCallback((field: HTMLTextAreaElement | null) => {
    last.current = field;
  }, []);
  const insert = useCallback((reference: string, first: HTMLTextAreaElement | null) => {
    const known = last.current?.isConnected ? last.current : undefined;
    const field = known ?? first;
    if (!field) return undefined;
    const start = known ? field.selectionStart : field.value.length;
    const end = known ? field.selectionEnd : field.value.length;
    const needsSpace = /[^\s([]$/.test(field.value.slice(0, start));
    field.focus();
    field.setRangeText(needsSpace ? ` ${reference}` : reference, start, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return field;
  }, []);
  return { typedIn, insert };
}
