import { storageArea } from '../../browser/storage-area.ts';
import { openView } from '../../components/full-page/open-view.tsx';
import { RecoveryPage } from '../../components/recovery/RecoveryPage.tsx';
import { createCopyStore } from '../../evidence/second-copy/copy-store.ts';
import { readPlaces } from '../../evidence/second-copy/read-places.ts';
import { createWitness } from '../../evidence/second-copy/witness.ts';

const copy = createCopyStore();
const witness = createWitness();

openView(<RecoveryPage readPlaces={() => readPlaces(storageArea, copy, witness)} />);
