/**
 * The room controls/ has what every view is built of and what knows nothing of evidence: buttons, dialogs, icons, long
 * lists of which only what is in sight is rendered (use-virtual-rows.ts), components whose program is loaded later
 * (later.tsx), and text fields that need no Save, which are here.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type TextCommand, useFaults } from '../faults.tsx';

interface KeptText {
  /** To spread on the field. */
  readonly field: {
    readonly value: string;
    readonly onFocus: () => void;
    readonly onInput: (event: { currentTarget: { value: string }; isComposing?: boolean }) => void;
    readonly onCompositionEnd: () => void;
    readonly onBlur: () => void;
  };
  /** What is in the field could not be kept. */
  readonly unsaved: boolean;
}

/**
 * A text field that needs no Save: every change is sent in the very event that made it. Waiting even
 * a moment would lose it when the popup closes, because what a closing popup sends does not arrive.
 *
 * A field that is left shows what is stored. One that has the focus shows what is typed until what is stored was
 * changed elsewhere, in another window or by an Undo, and the answers to what was typed are there; it then shows what
 * is stored as well. What could not be kept stays in the field, also when the field is opened again.
 * @param stored what is stored now
 * @param keeping the command that keeps a text; `from` is what it was changed from, as in the command
 * @param asStored how a text is stored. Where it is not given, a field that has the focus can't tell its own text from
 *   another, and follows when it is left
 */
export function useKeptText(
  stored: string,
  keeping: (text: string, from: string[]) => TextCommand,
  asStored?: (text: string) => string,
): KeptText {
  const { run, unsavedText } = useFaults();
  const held = unsavedText(keeping('', []));
  const [draft, setDraft] = useState(held);
  const value = draft ?? stored;
  /** What the field says, also between two keystrokes that come before it is rendered. */
  const said = useRef(value);
  said.current = value;
  const focused = useRef(false);
  const composing = useRef(false);
  const kept = useRef(held === undefined);
  const latest = useRef(0);
  const answered = useRef(0);
  /** The last text of the field that is known to be stored. */
  const known = useRef(stored);
  /** What may be stored because of this field, as it is stored. */
  const own = useRef(new Set([stored]));
  const storedNow = useRef(stored);
  storedNow.current = stored;
  if (draft === undefined) known.current = stored;

  useEffect(settle, [stored]);

  /** Shows what is stored unless the field is ahead of that. */
  function settle() {
    const { current: now } = storedNow;
    if (!kept.current || composing.current || answered.current !== latest.current) return;
    if (focused.current ? !isForeign(now) : isBehind(now)) return;
    own.current = new Set([now]);
    setDraft(undefined);
  }

  function isForeign(now: string): boolean {
    if (!asStored) return false;
    // Once the last text of the field has arrived, what it said before comes from elsewhere.
    if (asStored(known.current) === now) own.current = new Set([now]);
    return !own.current.has(now);
  }

  /** What is stored is what the field said before: its last text is stored, but not read again yet. */
  function isBehind(now: string): boolean {
    return asStored !== undefined && asStored(known.current) !== now && own.current.has(now);
  }

  return {
    field: {
      value,
      onFocus: () => {
        focused.current = true;
      },
      onInput: ({ currentTarget: { value: text }, isComposing = false }) => {
        const isWaiting = answered.current !== latest.current;
        const from = isWaiting ? [said.current, known.current] : [known.current];
        composing.current = isComposing;
        said.current = text;
        setDraft(text);
        if (asStored) own.current.add(asStored(text));
        latest.current += 1;
        const turn = latest.current;
        kept.current = false;
        void run(keeping(text, from)).then(({ ok }) => {
          if (ok) known.current = text;
          answered.current += 1;
          if (turn === latest.current) kept.current = ok;
          settle();
        });
      },
      onCompositionEnd: () => {
        composing.current = false;
        settle();
      },
      onBlur: () => {
        focused.current = false;
        composing.current = false;
        settle();
      },
    },
    unsaved: held !== undefined,
  };
}
