import { openView } from '../../components/open-view.tsx';
import { SettingsPage } from '../../components/settings/SettingsPage.tsx';

openView(<SettingsPage />);
