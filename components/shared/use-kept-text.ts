import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

interface KeptText {
  /** What the field shows: what is being typed, else what is stored. */
  readonly value: string;
  readonly onFocus: () => void;
  readonly onInput: (event: { currentTarget: { value: string } }) => void;
  readonly onBlur: () => void;
}

/**
 * A text field that needs no Save: every change is sent at once, one message at a time, so that at
 * most the change of the last few milliseconds waits; when the view closes, that one is sent too.
 * What was typed stays in the field when keeping it fails.
 * @param stored what is stored now
 * @param keep stores a text and tells whether that worked; never rejects
 */
export function useKeptText(stored: string, keep: (text: string) => Promise<boolean>): KeptText {
  const [draft, setDraft] = useState<string>();
  const keepNow = useRef(keep);
  keepNow.current = keep;
  const sender = useMemo(() => createSender((text: string) => keepNow.current(text)), []);

  useEffect(() => {
    const flush = () => void sender.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [sender]);

  return {
    value: draft ?? stored,
    onFocus: () => setDraft((typed) => typed ?? stored),
    onInput: ({ currentTarget }) => {
      setDraft(currentTarget.value);
      sender.send(currentTarget.value);
    },
    onBlur: () => void sender.flush().then((kept) => kept && setDraft(undefined)),
  };
}

/**
 * Sends the latest of many texts: one at a time, leaving out those that a newer one overtook.
 * @param keep stores one and tells whether that worked; never rejects
 */
export function createSender(keep: (text: string) => Promise<boolean>) {
  let waiting: string | undefined;
  let kept = true;
  let sending: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting !== undefined) {
      const text = waiting;
      waiting = undefined;
      kept = await keep(text);
    }
    sending = undefined;
  }

  return {
    send(text: string): void {
      waiting = text;
      sending ??= drain();
    },
    /** Sends what waits at once. @returns whether everything that was sent is kept */
    async flush(): Promise<boolean> {
      if (waiting !== undefined) {
        const text = waiting;
        waiting = undefined;
        kept = await keep(text);
      }
      await sending;
      return kept;
    },
  };
}
