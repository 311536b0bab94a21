import { useEffect, useRef, useState } from 'preact/hooks';

interface KeptText {
  /** What the field shows: what is being typed, else what is stored. */
  readonly value: string;
  readonly onFocus: () => void;
  readonly onInput: (event: { currentTarget: { value: string } }) => void;
  readonly onBlur: () => void;
}

/**
 * A text field that needs no Save: every change is sent in the very event that made it. Waiting even
 * a moment would lose it when the popup closes, because what a closing popup sends does not arrive.
 * What was typed stays in the field when keeping it fails, and gives way to what is stored once the
 * field is left and that has arrived.
 * @param stored what is stored now
 * @param keep stores a text and tells whether that worked; never rejects
 */
export function useKeptText(stored: string, keep: (text: string) => Promise<boolean>): KeptText {
  const [draft, setDraft] = useState<string>();
  const focused = useRef(false);
  const kept = useRef(true);
  const latest = useRef(0);

  useEffect(() => {
    if (!focused.current && kept.current) setDraft(undefined);
  }, [stored]);

  return {
    value: draft ?? stored,
    onFocus: () => {
      focused.current = true;
    },
    onInput: ({ currentTarget: { value } }) => {
      setDraft(value);
      latest.current += 1;
      const turn = latest.current;
      kept.current = false;
      void keep(value).then((worked) => {
        if (turn === latest.current) kept.current = worked;
      });
    },
    onBlur: () => {
      focused.current = false;
      if (draft === stored) setDraft(undefined);
    },
  };
}
