import { FIRST_WORDS } from '../../components/popup/first-words.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import type { MemoryArea } from './memory-area.ts';
import { type ShowOptions, show } from './show.tsx';

/** Shows the popup as {@link show} does, with its first words. */
export function showPopup(options: ShowOptions = {}): MemoryArea {
  return show(<Popup />, { files: FIRST_WORDS, ...options });
}
