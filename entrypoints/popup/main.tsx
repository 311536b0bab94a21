import { openView } from '../../components/open-view.tsx';
import { Popup } from '../../components/popup/Popup.tsx';

openView(<Popup />, ['ui']);
