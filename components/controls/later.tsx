import type { ComponentType } from 'preact';
import { useLoaded } from './use-loaded.ts';

/**
 * Makes a component that loads its program when it is first shown, and shows nothing until then.
 * @param load imports the component
 * @example const ExportDialog = later(async () => (await import('./ExportDialog.tsx')).ExportDialog);
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function Later(props: Props) {
    const Part = useLoaded(load, true);
    return Part ? <Part {...props} /> : null;
  };
}
