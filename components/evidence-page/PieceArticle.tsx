import { ExternalLink, Pencil, Trash } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isOfflineAddress, readableHostname } from '../../evidence/page/page-address.ts';
import type { Picture } from '../../evidence/picture/picture.ts';
import type { BegunLabel } from '../../evidence/piece/begun-label.ts';
import { colleaguesNotes, namesOf, notesOf, ownWords } from '../../evidence/piece/contribution.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import { linkToQuote } from '../../evidence/piece/text-fragment.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { memo } from '../controls/memo.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useRun } from '../faults.tsx';
import { PictureThumb } from '../picture/PictureThumb.tsx';
import { ColleaguesNotes } from '../piece/ColleaguesNotes.tsx';
import { FactsLine } from '../piece/FactsLine.tsx';
import { QuoteList } from '../piece/QuoteList.tsx';
import { useServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { DroppedQuote } from './DroppedQuote.tsx';
import type { Gone } from './gone.ts';
import { PieceEditor } from './late-piece-editor.ts';
import styles from './PieceArticle.module.css';
import { type Place, PlaceButtons } from './PlaceButtons.tsx';
import { SelectBox } from './SelectBox.tsx';
import type { Selection } from './use-selection.ts';

interface PieceArticleProps {
  readonly id: PieceId;
  readonly evidence: Piece;
  /** The page's picture, if it has one. */
  readonly picture: Picture | undefined;
  /** The label of the page that is being typed. */
  readonly begunLabel: BegunLabel | undefined;
  /** The piece is outside the period of the application. */
  readonly outside: boolean;
  /** The names of the applications that used the piece; '' for none. */
  readonly usedIn: string;
  readonly readOnly: boolean;
  /** The piece was just restored by Undo: its link takes the focus that the Undo button had. */
  readonly focused: boolean;
  /** The piece is open in the editor. */
  readonly editing: boolean;
  /** Opens a piece in the editor, or closes the open one. */
  readonly onEdit: (id: PieceId | undefined) => void;
  /** Called once it has taken the focus. */
  readonly onFocused: () => void;
  /** Called after it was deleted or moved. */
  readonly onGone: (id: PieceId, gone: Gone) => void;
  /** The selection that the piece can be part of. */
  readonly selection: Selection | undefined;
  /** Its position in the order made by hand, if that is the current order. */
  readonly place: Place | undefined;
}

/** One piece of evidence: its page, when it was tagged, why it is evidence. */
export const PieceArticle = memo(function PieceArticle({
  id,
  evidence,
  picture,
  begunLabel,
  outside,
  usedIn,
  readOnly,
  editing,
  onEdit,
  focused,
  onFocused,
  onGone,
  selection,
  place,
}: PieceArticleProps) {
  const { t, language, settings } = useWords();
  const run = useRun();
  const { pictures } = useServices();
  const name = useRef<HTMLElement & HTMLAnchorElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const [dropped, setDropped] = useState<string>();
  const isOffline = isOfflineAddress(evidence.url);
  const title = evidence.title || t(isOffline ? 'offline.untitled' : 'common.untitled');
  const quotes = evidence.quotes ?? [];
  const own = ownWords(evidence, settings);
  const notes = colleaguesNotes(evidence, settings);
  const names = namesOf(evidence);
  const date = dateIn(language, evidence.taggedAt, 'medium');

  useEffect(() => {
    if (!focused) return;
    name.current?.focus();
    onFocused();
  }, [focused, onFocused]);

  async function remove() {
    const outcome = await run({ type: 'delete', ids: [id] });
    if (outcome.ok) onGone(id, { movedTo: undefined, at: outcome.at, undoId: outcome.undoId });
  }

  async function drop(quote: Quote) {
    const outcome = await run({ type: 'remove-quote', id, quote });
    if (outcome.ok) setDropped(outcome.undoId);
  }

  function stopEditing() {
    setDropped(undefined);
    // Nothing was written about it, so it was added by mistake.
    if (isOffline && saysNothing(evidence)) return void remove();
    onEdit(undefined);
    requestAnimationFrame(() => editButton.current?.focus());
  }

  return (
    <article class={styles.piece}>
      <div class={styles.head}>
        <div class={styles.name}>
          {selection && <SelectBox id={id} title={title} selection={selection} />}
          <h3 class={styles.title}>
            {isOffline ? (
              <span ref={name} tabIndex={-1} dir="auto">
                {title}
              </span>
            ) : (
              <>
                <a ref={name} href={evidence.url} target="_blank" rel="noopener noreferrer" dir="auto">
                  {title}
                  <VisuallyHidden> ({t('list.opensNewTab')})</VisuallyHidden>
                </a>
                <Icon shape={ExternalLink} size={13} />
              </>
            )}
          </h3>
        </div>
        {!readOnly && !editing && (
          <div class={styles.tools}>
            {place && <PlaceButtons title={title} place={place} />}
            <Button
              ref={editButton}
              icon={Pencil}
              aria-label={t('list.editOf', { title })}
              onClick={() => onEdit(id)}
            >
              {t('list.edit')}
            </Button>
            <Button icon={Trash} aria-label={t('list.deleteOf', { title })} onClick={() => void remove()}>
              {t('list.delete')}
            </Button>
          </div>
        )}
      </div>
      <p class={styles.meta}>
        {!isOffline && (
          <>
            <span dir="ltr" title={evidence.url}>
              {readableHostname(evidence.url)}
            </span>
            <span aria-hidden="true"> · </span>
          </>
        )}
        <time datetime={evidence.taggedAt}>{t('list.taggedOn', { date })}</time>
        {names.length > 0 && (
          <>
            <span aria-hidden="true"> · </span>
            <span dir="auto">{names.join(', ')}</span>
          </>
        )}
      </p>
      {editing ? (
        <PieceEditor
          id={id}
          evidence={evidence}
          hasPicture={picture !== undefined}
          begunLabel={begunLabel}
          onDone={stopEditing}
          onMoved={(gone) => onGone(id, gone)}
        />
      ) : own?.note.trim() ? (
        <p class={styles.note} dir="auto">
          {own.note}
        </p>
      ) : (
        notes.length === 0 && <p class={styles.noNote}>{t('list.noNote')}</p>
      )}
      {!editing && <ColleaguesNotes notes={notes} />}
      {(quotes.length > 0 || picture) && (
        <div class={styles.kept}>
          {picture && (
            <PictureThumb id={picture.id} alt={t('screenshot.of', { title })} load={pictures.get} />
          )}
          {quotes.length > 0 && (
            <QuoteList
              quotes={quotes}
              linkTo={isOffline ? undefined : (quote) => linkToQuote(evidence.url, quote)}
              onRemove={editing ? (quote) => void drop(quote) : undefined}
            />
          )}
        </div>
      )}
      {dropped && (
        <DroppedQuote
          domain={evidence.domain}
          undoId={dropped}
          onBack={() => {
            setDropped(undefined);
            name.current?.focus();
          }}
        />
      )}
      {!editing && (
        <FactsLine
          evidence={evidence}
          more={[
            outside && t('application.outside'),
            usedIn !== '' && t('application.usedIn', { names: usedIn }),
          ]}
        />
      )}
    </article>
  );
});

function saysNothing(evidence: Piece): boolean {
  const { title, place = '', labels = [], activityDate } = evidence;
  const isBlank = (title + place).trim() === '' && notesOf(evidence).length === 0;
  return isBlank && labels.length === 0 && activityDate === undefined;
}
