import { useEffect, useRef } from 'preact/hooks';
import { MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';

/** How long after a letter a digit or a space still counts as writing, in milliseconds. */
const WRITING_MS = 1_000;

/**
 * Keys 1 to 5 press the domains' buttons, unless somebody is writing, whether in a field or, after missing
 * the field, anywhere. In that case neither a digit nor the space bar presses a button.
 * @param active false while the buttons are out of sight
 */
export function useNumberKeys(press: (domain: MissionDomain) => void, active: boolean): void {
  const pressNow = useRef(press);
  pressNow.current = press;
  useEffect(() => {
    if (!active) return;
    let lastLetter = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      const inField = (event.target as Element).matches('input:not([type=checkbox]), textarea, select');
      if (inField || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const isLetter = event.key.length === 1 && !/[1-5 ]/.test(event.key);
      if (isLetter) lastLetter = event.timeStamp;
      else if (event.timeStamp - lastLetter < WRITING_MS) {
        lastLetter = event.timeStamp;
        if (event.key.length === 1) event.preventDefault();
        return;
      }
      const domain = MISSION_DOMAINS[Number(event.key) - 1];
      if (!domain) return;
      event.preventDefault();
      pressNow.current(domain);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [active]);
}
