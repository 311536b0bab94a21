import { useLoaded } from './use-loaded.ts';

const load = () => import('./MissionText.tsx').then(({ MissionText }) => MissionText);

/** @returns the component that shows official texts, once it is wanted and there */
export function useMissionText(wanted: boolean): Awaited<ReturnType<typeof load>> | undefined {
  return useLoaded(load, wanted);
}
