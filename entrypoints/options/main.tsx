import { openView } from '../../components/full-page/open-view.tsx';
import { SettingsPage } from '../../components/settings/SettingsPage.tsx';

openView(<SettingsPage />);
