/**
 * Parts of the popup that only some pages show, loaded together when one of them is needed: later-parts.tsx.
 */

export { FaultNotice } from '../notices/FaultNotice.tsx';
export { PageNotices } from './PageNotices.tsx';
export { RowDetails } from './RowDetails.tsx';
export { ScreenshotEditor } from './ScreenshotEditor.tsx';
export { TitleField } from './TitleField.tsx';
