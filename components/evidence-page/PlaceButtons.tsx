import { ArrowDown, ArrowUp } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';

/** The position of a piece among those shown of its domain. */
export interface Place {
  readonly index: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
}

/** Moves a piece up or down in the order made by hand. */
export function PlaceButtons({ title, place }: { title: string; place: Place }) {
  const { t } = useWords();
  const buttons = { up: useRef<HTMLButtonElement>(null), down: useRef<HTMLButtonElement>(null) };
  const pressed = useRef<keyof typeof buttons>(undefined);

  // An element loses the focus if it moves in the document.
  useEffect(() => {
    if (pressed.current) buttons[pressed.current].current?.focus();
    pressed.current = undefined;
  }, [place.index]);

  function move(to: keyof typeof buttons) {
    if (to === 'up' ? place.isFirst : place.isLast) return;
    pressed.current = to;
    place.onMove(to === 'up' ? -1 : 1);
  }

  return (
    <>
      <Button
        ref={buttons.up}
        icon={ArrowUp}
        aria-label={t('order.upOf', { title })}
        aria-disabled={place.isFirst}
        onClick={() => move('up')}
      >
        {t('order.up')}
      </Button>
      <Button
        ref={buttons.down}
        icon={ArrowDown}
        aria-label={t('order.downOf', { title })}
        aria-disabled={place.isLast}
        onClick={() => move('down')}
      >
        {t('order.down')}
      </Button>
    </>
  );
}
