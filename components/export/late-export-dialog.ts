import { later } from '../controls/later.tsx';

/** The dialog with all formats, which the first view does not need. */
export const ExportDialog = later(async () => (await import('./ExportDialog.tsx')).ExportDialog);
