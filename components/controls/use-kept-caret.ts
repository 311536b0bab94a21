import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfter } from '../../evidence/values/merge-texts.ts';

/**
 * Keeps the caret at the same letters when a field's text changes without being typed; a browser would move
 * it to the end.
 * @param value the text that the field is about to show
 */
export function useKeptCaret(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  value: string,
): void {
  const caret = useRef<readonly [start: number, end: number]>(undefined);
  const { current: element } = field;
  const isForeign = element !== null && element.value !== value && document.activeElement === element;
  if (isForeign) {
    const { value: before, selectionStart, selectionEnd } = element;
    caret.current = [
      caretAfter(selectionStart ?? 0, before, value),
      caretAfter(selectionEnd ?? 0, before, value),
    ];
  }

  useLayoutEffect(() => {
    if (caret.current) field.current?.setSelectionRange(...caret.current);
    caret.current = undefined;
  }, [field, value]);
}
