import { useRef, useState } from 'preact/hooks';

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
 * What was typed stays in the field when keeping it fails.
 * @param stored what is stored now
 * @param keep stores a text and tells whether that worked; never rejects
 */
export function useKeptText(stored: string, keep: (text: string) => Promise<boolean>): KeptText {
  const [draft, setDraft] = useState<string>();
  const lastKept = useRef<Promise<boolean>>(Promise.resolve(true));

  return {
    value: draft ?? stored,
    onFocus: () => setDraft((typed) => typed ?? stored),
    onInput: ({ currentTarget }) => {
      setDraft(currentTarget.value);
      lastKept.current = keep(currentTarget.value);
    },
    onBlur: () => void lastKept.current.then((kept) => kept && setDraft(undefined)),
  };
}
