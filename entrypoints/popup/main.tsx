import { openPopup } from '../../components/popup/open-popup.tsx';

openPopup();
