import { Copy, Download } from 'lucide';
import { useId, useState } from 'preact/hooks';
import type { EvidenceId } from '../../evidence/evidence.ts';
import type { CsvSeparator } from '../../evidence/export/contract.ts';
import { csvSeparatorFor } from '../../evidence/export/csv-separator.ts';
import { EXPORT_FORMATS, type FormatId } from '../../evidence/export/index.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog, DialogActions } from '../shared/Dialog.tsx';
import { LanguageOptions } from '../shared/LanguageOptions.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './ExportDialog.module.css';
import { useExport } from './use-export.ts';

interface ExportDialogProps {
  /** The pieces to hand over; all of them where it is missing. */
  readonly only?: readonly EvidenceId[];
  readonly onClose: () => void;
}

/** What to hand over, in which language; saved as a file or copied. */
export function ExportDialog({ only, onClose }: ExportDialogProps) {
  const { t, language } = useWords();
  const { save, copy } = useExport();
  const [format, setFormat] = useState<FormatId>('csv');
  const [documentLanguage, setDocumentLanguage] = useState(language);
  const [separator, setSeparator] = useState<CsvSeparator>(csvSeparatorFor(language));
  const [message, setMessage] = useMessage();
  const name = useId();

  async function saveNow() {
    const saved = await save(format, documentLanguage, separator, only);
    setMessage((t) => {
      if (!saved) return t('export.failed');
      const { file, missingPictures: count } = saved;
      return count === 0 ? t('export.saved', { file }) : t('export.savedWithout', { file, count });
    });
  }

  async function copyNow() {
    const done = await copy(format, documentLanguage, { only });
    setMessage((t) => t(done ? 'export.copied' : 'export.copyFailed'));
  }

  return (
    <Dialog
      heading={only ? t('select.exportHeading', { count: only.length }) : t('export.heading')}
      onClose={onClose}
    >
      <fieldset class={styles.formats}>
        <legend>{t('export.format')}</legend>
        {EXPORT_FORMATS.map(({ id }) => (
          <label key={id} class={styles.format}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={format === id}
              autoFocus={format === id}
              aria-describedby={`${name}-${id}`}
              onChange={() => setFormat(id)}
            />
            <span class={styles.name}>{t(`export.formats.${id}.name`)}</span>
            <span id={`${name}-${id}`} class={styles.use}>
              {t(`export.formats.${id}.use`)}
            </span>
          </label>
        ))}
      </fieldset>
      {format !== 'json' && (
        <label class={styles.choice}>
          <span>{t('export.documentLanguage')}</span>
          <select
            value={documentLanguage}
            onChange={(event) => setDocumentLanguage(event.currentTarget.value)}
          >
            <LanguageOptions />
          </select>
        </label>
      )}
      {format === 'csv' && (
        <label class={styles.choice}>
          <span>{t('export.separator')}</span>
          <select
            value={separator}
            onChange={(event) => setSeparator(event.currentTarget.value as CsvSeparator)}
          >
            <option value=";">{t('export.semicolon')}</option>
            <option value=",">{t('export.comma')}</option>
          </select>
        </label>
      )}
      <DialogActions>
        <Button icon={Download} look="main" onClick={() => void saveNow()}>
          {t('export.save')}
        </Button>
        {EXPORT_FORMATS.find(({ id }) => id === format)?.pasteable && (
          <Button icon={Copy} look="plain" onClick={() => void copyNow()}>
            {t('export.copy')}
          </Button>
        )}
      </DialogActions>
      <p role="status" class={styles.message}>
        {message}
      </p>
    </Dialog>
  );
}
