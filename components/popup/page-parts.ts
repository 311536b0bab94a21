/** What the popup shows only of some pages, loaded together when there is something of it to show: later-parts.tsx. */

export { FaultNotice } from '../notices/FaultNotice.tsx';
export { PageNotices } from './PageNotices.tsx';
export { RowDetails } from './RowDetails.tsx';
export { ScreenshotEditor } from './ScreenshotEditor.tsx';
export { TitleField } from './TitleField.tsx';
