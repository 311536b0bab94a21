import { Download, Search, Upload } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useLoaded } from '../controls/use-loaded.ts';
import { ExportDialog } from '../export/late-export-dialog.ts';
import { useFileDrop } from '../merge/use-file-drop.ts';
import { LanguageSelect } from '../mission/LanguageSelect.tsx';
import { SettingsLink } from '../page-links/SettingsLink.tsx';
import { useWords } from '../words.tsx';
import styles from './ListHeader.module.css';

interface ListHeaderProps {
  /** Missing if it could not be read: in that case nothing can be exported or imported. */
  readonly list: EvidenceList | undefined;
  /** It is missing because it is still loading: a dialog requested meanwhile opens once it is loaded. */
  readonly isReading: boolean;
  readonly query: string;
  readonly onSearch: (query: string) => void;
}

/** Loads the code to read and merge files, which the first view does not need. */
async function loadMergeDialog() {
  return (await import('../merge/MergeDialog.tsx')).MergeDialog;
}

const NO_FILES: readonly File[] = [];

/** The page's title, and the actions on the whole list. */
export function ListHeader({ list, isReading, query, onSearch }: ListHeaderProps) {
  const { t } = useWords();
  const [open, setOpen] = useState<'export' | 'import'>();
  const [dropped, setDropped] = useState(NO_FILES);
  const MergeDialog = useLoaded(loadMergeDialog, open === 'import');
  const takeFiles = useCallback((files: readonly File[]) => {
    setDropped(files);
    setOpen('import');
  }, []);
  const isDragging = useFileDrop(list && open !== 'export' ? takeFiles : undefined);
  // A dialog reports a moment later that it closed; another may be open by then.
  const close = (dialog: typeof open) => setOpen((now) => (now === dialog ? undefined : now));
  const closeImport = () => {
    close('import');
    setDropped(NO_FILES);
  };
  return (
    <header class={styles.header}>
      <div class={styles.inner}>
        <h1 class={styles.heading} tabIndex={-1}>
          {t('list.heading')}
        </h1>
        <label class={styles.search}>
          <Icon shape={Search} />
          <input
            type="search"
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            value={query}
            onInput={(event) => onSearch(event.currentTarget.value)}
          />
        </label>
        <div class={styles.tools}>
          <Button
            icon={Download}
            look="main"
            disabled={!list && !isReading}
            onClick={() => setOpen('export')}
          >
            {t('export.open')}
          </Button>
          <Button icon={Upload} look="plain" disabled={!list && !isReading} onClick={() => setOpen('import')}>
            {t('import.open')}
          </Button>
          <LanguageSelect />
          <SettingsLink />
        </div>
      </div>
      {open === 'export' && list && <ExportDialog onClose={() => close('export')} />}
      {open === 'import' && list && MergeDialog && (
        <MergeDialog list={list} dropped={dropped} isDragging={isDragging} onClose={closeImport} />
      )}
      {isDragging && open !== 'import' && (
        <div class={styles.drop} aria-hidden="true">
          {t('merge.dropHere')}
        </div>
      )}
    </header>
  );
}
