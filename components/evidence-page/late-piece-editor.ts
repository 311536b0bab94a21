import { later } from '../controls/later.tsx';

/** Loaded once the list is shown: see {@link import('./PieceEditor.tsx').PieceEditor}. */
export const PieceEditor = later(async () => (await import('./PieceEditor.tsx')).PieceEditor);
