/** What the popup shows only of some pages, loaded together when there is something of it to show. */

export { FaultNotice, ReadFailure } from '../FaultNotice.tsx';
export { RescueNotice } from '../recovery/RescueNotice.tsx';
export { Done } from './Done.tsx';
export { MovedOn } from './MovedOn.tsx';
export { PendingQuotes } from './PendingQuotes.tsx';
export { pictureTaking } from './picture-taking.ts';
export { RowNote } from './RowNote.tsx';
export { SelectedTabs } from './SelectedTabs.tsx';
export { TaggedTools } from './TaggedTools.tsx';
export { TitleField } from './TitleField.tsx';
export { undoing } from './undoing.ts';
