import type { ComponentType } from 'preact';
import { useLoaded } from './use-loaded.ts';

/** A component whose code is loaded later. */
export interface Later<Props> {
  (props: Props): preact.JSX.Element | null;
  /** Loads the code ahead, so that the component shows without delay. */
  load(): Promise<unknown>;
}

/**
 * Makes a component that loads its code when it is first shown, unless it was loaded before, and shows
 * nothing until then.
 * @param load imports the component
 * @example const ExportDialog = later(async () => (await import('./ExportDialog.tsx')).ExportDialog);
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | undefined;
  async function loadOnce() {
    loaded ??= await load();
    return loaded;
  }
  function Later(props: Props) {
    const Part = useLoaded(loadOnce, loaded === undefined) ?? loaded;
    return Part ? <Part {...props} /> : null;
  }
  return Object.assign(Later, { load: loadOnce });
}
