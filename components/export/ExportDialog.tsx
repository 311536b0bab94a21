/**
 * The room export/ hands the list over: it chooses a format and a language, gathers the words
 * (export-words.ts), the pictures and the texts of the application for it, and saves or copies the result.
 * evidence/export/ defines the content of each format. A list too large for one file is saved as several,
 * with one click each, because browsers may block further files saved by the same click.
 */
import { Copy, Download } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Edition } from '../../evidence/application/edition.ts';
import { csvSeparatorFor } from '../../evidence/export/csv-separator.ts';
import type { CsvSeparator } from '../../evidence/export/format/contract.ts';
import { EXPORT_FORMATS, EXPORT_GROUPS, type FormatId } from '../../evidence/export/index.ts';
import type { PieceId } from '../../evidence/piece/piece.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog, DialogActions, DialogFoot } from '../controls/Dialog.tsx';
import { LanguageOptions } from '../mission/LanguageOptions.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './ExportDialog.module.css';
import { FormatChoice } from './FormatChoice.tsx';
import { SavedLine } from './SavedLine.tsx';
import { useExport } from './use-export.ts';
import { useSavedFiles } from './use-saved-files.ts';
import { useSaving } from './use-saving.ts';

const NO_FILE = { name: '' };

interface ExportDialogProps {
  /** The pieces to export; all of them if missing. */
  readonly only?: readonly PieceId[];
  /** The edition of an application to export, instead of the present list. */
  readonly copy?: { readonly name: string; readonly of: Edition };
  readonly onClose: () => void;
}

/** Chooses the content and the language of a document, and saves or copies it. */
export function ExportDialog({ only, copy: frozen, onClose }: ExportDialogProps) {
  const { t, language } = useWords();
  const { copy } = useExport();
  const { make, share, cancel } = useSaving();
  const saving = useSavedFiles();
  const [format, setFormat] = useState<FormatId>(EXPORT_GROUPS[0].formats[0].id);
  const [documentLanguage, setDocumentLanguage] = useState(language);
  const [separator, setSeparator] = useState<CsvSeparator>(csvSeparatorFor(language));
  const [message, setMessage] = useMessage();
  const part = { only, copy: frozen?.of };
  const heading = frozen
    ? t('application.exportHeading', { name: frozen.name })
    : only
      ? t('select.exportHeading', { count: only.length })
      : t('export.heading');
  const saveButton = useRef<HTMLButtonElement>(null);

  const hasSeveral = saving.state && saving.state !== 'failed' && saving.state.files.length > 1;

  async function saveNow() {
    setMessage(undefined);
    saving.clear();
    const made = await make(format, documentLanguage, separator, part);
    if (made === 'busy') return;
    try {
      if (made && made !== 'cancelled') await saving.begin(made.files, made.whenSaved);
    } catch (error) {
      console.error('The file could not be saved:', error);
      setMessage((t) => t('export.failed'));
      return;
    }
    setMessage((t) => {
      if (made === 'cancelled') return t('export.cancelled');
      if (!made) return t('export.failed');
      const { files, missingPictures: count, withheldPictures } = made;
      const [{ name: file } = NO_FILE] = files;
      const done = count === 0 ? t('export.saved', { file }) : t('export.savedWithout', { file, count });
      return withheldPictures === 0 ? done : `${done} ${t('export.withheld', { count: withheldPictures })}`;
    });
  }

  async function mirrorNow() {
    const done = await copy(format, documentLanguage, part);
    setMessage((t) => t(done ? 'export.copied' : 'export.copyFailed'));
  }

  return (
    <Dialog heading={heading} wide onClose={onClose}>
      <FormatChoice format={format} onChoose={setFormat} />
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
      <DialogFoot>
        <DialogActions>
          <Button ref={saveButton} icon={Download} look="main" onClick={() => void saveNow()}>
            {t('export.save')}
          </Button>
          {EXPORT_FORMATS.find(({ id }) => id === format)?.pasteable && (
            <Button icon={Copy} look="plain" onClick={() => void mirrorNow()}>
              {t('export.copy')}
            </Button>
          )}
        </DialogActions>
        {share !== undefined && (
          <div class={styles.progress}>
            <progress aria-label={t('export.working')} value={share} />
            <Button
              look="plain"
              onClick={() => {
                // This button disappears, so move the focus first.
                saveButton.current?.focus();
                cancel();
              }}
            >
              {t('export.cancel')}
            </Button>
          </div>
        )}
        <p role="status" class={styles.message}>
          {share === undefined ? message : t('export.working')}
        </p>
        {hasSeveral && <SavedLine saving={saving} />}
      </DialogFoot>
    </Dialog>
  );
}
