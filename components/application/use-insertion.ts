import { useCallback, useRef } from 'preact/hooks';

interface Insertion {
  /** Tells that this field was last typed in. */
  readonly typedIn: (field: HTMLTextAreaElement | null) => void;
  /**
   * Puts a reference at the caret of the field that was last typed in, with a space before it where it needs one,
   * and goes on there.
   * @param first the field to take where none was typed in yet: its end
   */
  readonly insert: (reference: string, first: HTMLTextAreaElement | null) => HTMLTextAreaElement | undefined;
}

/** Inserts into whichever field was last typed in. */
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
