import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { openView } from '../../components/full-page/open-view.tsx';
import { readingEarly } from '../../evidence/storage/reading-early.ts';

openView(<EvidencePage />, readingEarly);
