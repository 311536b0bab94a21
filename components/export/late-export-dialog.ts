import { later } from '../controls/later.tsx';

/** The dialog with all formats, which the first view does without. */
export const ExportDialog = later(async () => (await import('./ExportDialog.tsx')).ExportDialog);
