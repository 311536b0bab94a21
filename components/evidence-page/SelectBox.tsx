import type { PieceId } from '../../evidence/piece/piece.ts';
import { useWords } from '../words.tsx';
import styles from './SelectBox.module.css';
import type { Selection } from './use-selection.ts';

interface SelectBoxProps {
  readonly id: PieceId;
  readonly title: string;
  readonly selection: Selection;
}

/** Selects a piece; with Shift, all from the last selected one. For the keys, see {@link selectByKey}. */
export function SelectBox({ id, title, selection }: SelectBoxProps) {
  const { t } = useWords();
  return (
    <input
      type="checkbox"
      class={styles.box}
      data-select={id}
      aria-label={t('select.one', { title })}
      checked={selection.has(id)}
      onMouseDown={(event) => {
        // Without this, Shift would select the text in between.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => selection.toggle(id, event.shiftKey)}
    />
  );
}

/**
 * Handles the keys of a list with several selectable items: arrows go to the next box and with Shift select
 * on the way, Shift+Space selects all from the last one, Ctrl+A all that are shown, Escape none.
 */
export function selectByKey(event: KeyboardEvent, selection: Selection, shown: readonly PieceId[]): void {
  const id = event.target instanceof HTMLInputElement ? event.target.dataset.select : undefined;
  if (id === undefined) return;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const next = shown[shown.indexOf(id) + (event.key === 'ArrowDown' ? 1 : -1)];
      const box = [...document.querySelectorAll<HTMLInputElement>('input[data-select]')].find(
        ({ dataset }) => dataset.select === next,
      );
      box?.focus();
      if (event.shiftKey && next !== undefined) selection.extendTo(next);
      break;
    }
    case ' ':
      if (!event.shiftKey) return;
      selection.toggle(id, true);
      break;
    case 'a':
    case 'A':
      if (!event.ctrlKey && !event.metaKey) return;
      selection.all();
      break;
    case 'Escape':
      selection.none();
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** Stops a checkbox from changing once more when Space is released, after {@link selectByKey} changed it. */
export function ignoreShiftSpace(event: KeyboardEvent): void {
  const isBox = event.target instanceof HTMLInputElement && event.target.dataset.select !== undefined;
  if (isBox && event.key === ' ' && event.shiftKey) event.preventDefault();
}
