import { storageArea } from '../../browser/storage-area.ts';
import { openView } from '../../components/full-page/open-view.tsx';
import { RecoveryPage } from '../../components/recovery/RecoveryPage.tsx';
import { createMirrorStore } from '../../evidence/mirror/mirror-store.ts';
import { readPlaces } from '../../evidence/mirror/read-places.ts';
import { createWitness } from '../../evidence/mirror/witness.ts';

const mirror = createMirrorStore();
const witness = createWitness();

openView(<RecoveryPage readPlaces={() => readPlaces(storageArea, mirror, witness)} />);
