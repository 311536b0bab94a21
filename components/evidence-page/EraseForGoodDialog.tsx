import { useMemo, useRef } from 'preact/hooks';
import { type Edition, piecesOfEdition } from '../../evidence/application/edition.ts';
import type { BinnedPiece } from '../../evidence/list/bin.ts';
import { nameOf } from '../application/name-of.ts';
import { ConfirmDialog } from '../controls/ConfirmDialog.tsx';
import { fewNames } from '../merge/few-names.ts';
import { useWords } from '../words.tsx';
import styles from './EraseForGoodDialog.module.css';

interface EraseForGoodDialogProps {
  readonly pieces: readonly BinnedPiece[];
  /** The pieces are the whole contents of the bin. */
  readonly isAll: boolean;
  /** The saved editions of applications. */
  readonly editions: ReadonlyMap<string, Edition>;
  /** @param fromEditions whether to delete the pieces from the editions too */
  readonly onErase: (fromEditions: boolean) => void;
  readonly onClose: () => void;
}

/** Asks before pieces are deleted for good, and whether to delete them from editions of applications too. */
export function EraseForGoodDialog({ pieces, isAll, editions, onErase, onClose }: EraseForGoodDialogProps) {
  const { t, language } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const names = useMemo(
    () => namesOfEditions(editions, pieces, (copy) => nameOf(copy.application, t)),
    [editions, pieces, t],
  );
  const [first] = pieces;

  return (
    <ConfirmDialog
      heading={t(isAll ? 'bin.emptyHeading' : 'bin.eraseHeading')}
      yes={t(isAll ? 'bin.emptyAll' : 'bin.erase')}
      onYes={() => onErase(box.current?.checked === true)}
      onClose={onClose}
      more={
        names.length > 0 && (
          <>
            <p>{t('bin.inCopies', { names: fewNames(names, language) })}</p>
            <label class={styles.choice}>
              <input ref={box} type="checkbox" />
              {t('bin.fromCopies')}
            </label>
          </>
        )
      }
    >
      {isAll || !first
        ? t('bin.emptyExplain', { count: pieces.length })
        : t('bin.eraseExplain', { title: first.evidence.title || t('common.untitled') })}
    </ConfirmDialog>
  );
}

/** @returns the names of the editions that contain one of the pieces, each once */
function namesOfEditions(
  editions: ReadonlyMap<string, Edition>,
  pieces: readonly BinnedPiece[],
  nameOfEdition: (copy: Edition) => string,
): string[] {
  const ids = new Set(pieces.map(({ id }) => id));
  const names = new Set<string>();
  for (const copy of editions.values()) {
    if (
      piecesOfEdition(copy)
        .keys()
        .some((id) => ids.has(id))
    )
      names.add(nameOfEdition(copy));
  }
  return [...names];
}
