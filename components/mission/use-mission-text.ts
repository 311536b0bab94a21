import { useLoaded } from '../controls/use-loaded.ts';
import { useWords } from '../words.tsx';

/**
 * @returns the component that shows official texts, once it is wanted and both it and the texts are loaded
 */
export function useMissionText(wanted: boolean): typeof import('./MissionText.tsx').MissionText | undefined {
  const { knows, learn } = useWords();
  const MissionText = useLoaded(async () => {
    const [loaded] = await Promise.all([import('./MissionText.tsx'), learn('mission'), learn('piece')]);
    return loaded.MissionText;
  }, wanted);
  return knows('mission') && knows('piece') ? MissionText : undefined;
}
