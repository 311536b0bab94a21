import type { Application } from '../../evidence/application/application.ts';
import type { Words } from '../../locales/index.ts';

/** @returns the name of an application, or words for one without a name */
export function nameOf({ name }: Application, t: Words['t']): string {
  return name || t('application.unnamed');
}
