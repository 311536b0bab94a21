import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { openView } from '../../components/open-view.tsx';

openView(<EvidencePage />);
