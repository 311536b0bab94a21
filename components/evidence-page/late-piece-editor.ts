import { later } from '../controls/later.tsx';

/** The evidence page loads it once the list is there: see {@link import('./PieceEditor.tsx').PieceEditor}. */
export const PieceEditor = later(async () => (await import('./PieceEditor.tsx')).PieceEditor);
