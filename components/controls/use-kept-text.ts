/**
 * The room controls/ has the building blocks of every view, which know nothing of evidence: buttons, dialogs,
 * icons, long lists that render only the visible rows (use-virtual-rows.ts), components whose code is loaded
 * later (later.tsx), and text fields that need no Save, which are in this file.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type TextCommand, useFaults } from '../faults.tsx';

interface KeptText {
  /** Properties to spread on the field. */
  readonly field: {
    readonly value: string;
    readonly onFocus: () => void;
    readonly onInput: (event: { currentTarget: { value: string }; isComposing?: boolean }) => void;
    readonly onCompositionEnd: () => void;
    readonly onBlur: () => void;
  };
  /** The text in the field could not be saved. */
  readonly unsaved: boolean;
}

/**
 * A text field that needs no Save: every change is sent in the same event that made it. Waiting even a moment
 * would lose it when the popup closes, because messages from a closing popup do not arrive.
 *
 * A field without the focus shows the stored text. A field with the focus shows the typed text. It switches
 * to the stored text after that was changed elsewhere, in another window or by Undo, and all answers to the
 * typed text are there. A text that could not be saved stays in the field, even if the field is closed and
 * opened again.
 * @param stored the text stored now
 * @param keeping makes the command that saves a text; `from` is what it was changed from, as in the command
 * @param asStored how a text is stored. Without it, a focused field can't tell its own text from another, and
 *   shows the stored text only once it loses the focus
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
  /** The field's text, up to date even between two keystrokes without a rendering in between. */
  const said = useRef(value);
  said.current = value;
  const focused = useRef(false);
  const composing = useRef(false);
  const isSaved = useRef(held === undefined);
  const latest = useRef(0);
  const answered = useRef(0);
  /** The last text of the field that is known to be stored. */
  const known = useRef(stored);
  /** Every text that this field may have stored, in stored form. */
  const own = useRef(new Set([stored]));
  const storedNow = useRef(stored);
  storedNow.current = stored;
  if (draft === undefined) known.current = stored;

  useEffect(settle, [stored]);

  /** Shows the stored text unless the field is ahead of it. */
  function settle() {
    const { current: now } = storedNow;
    if (!isSaved.current || composing.current || answered.current !== latest.current) return;
    if (focused.current ? !isForeign(now) : isBehind(now)) return;
    own.current = new Set([now]);
    setDraft(undefined);
  }

  function isForeign(now: string): boolean {
    if (!asStored) return false;
    // Once the field's last text has arrived, an earlier text of the field can only come from elsewhere.
    if (asStored(known.current) === now) own.current = new Set([now]);
    return !own.current.has(now);
  }

  /**
   * The stored text is an earlier one of this field: the last one is stored, but has not been read again yet.
   */
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
        const token = latest.current;
        isSaved.current = false;
        void run(keeping(text, from)).then(({ ok }) => {
          if (ok) known.current = text;
          answered.current += 1;
          if (token === latest.current) isSaved.current = ok;
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
