import { useEffect, useRef, useState } from 'preact/hooks';
import { type TextCommand, useFaults } from '../faults.tsx';

interface KeptText {
  /** To spread on the field. */
  readonly field: {
    readonly value: string;
    readonly onFocus: () => void;
    readonly onInput: (event: { currentTarget: { value: string } }) => void;
    readonly onBlur: () => void;
  };
  /** What is in the field could not be kept. */
  readonly unsaved: boolean;
}

/**
 * A text field that needs no Save: every change is sent in the very event that made it. Waiting even
 * a moment would lose it when the popup closes, because what a closing popup sends does not arrive.
 * What could not be kept stays in the field, also when the field is opened again; what was kept gives
 * way to what is stored once the field is left and that has arrived.
 * @param stored what is stored now
 * @param keeping the command that keeps a text
 */
export function useKeptText(stored: string, keeping: (text: string) => TextCommand): KeptText {
  const { run, unsavedText } = useFaults();
  const held = unsavedText(keeping(''));
  const [draft, setDraft] = useState(held);
  const focused = useRef(false);
  const kept = useRef(held === undefined);
  const latest = useRef(0);

  useEffect(() => {
    if (!focused.current && kept.current) setDraft(undefined);
  }, [stored]);

  return {
    field: {
      value: draft ?? stored,
      onFocus: () => {
        focused.current = true;
      },
      onInput: ({ currentTarget: { value } }) => {
        setDraft(value);
        latest.current += 1;
        const turn = latest.current;
        kept.current = false;
        void run(keeping(value)).then(({ ok }) => {
          if (turn === latest.current) kept.current = ok;
        });
      },
      onBlur: () => {
        focused.current = false;
        if (draft === stored) setDraft(undefined);
      },
    },
    unsaved: held !== undefined,
  };
}
