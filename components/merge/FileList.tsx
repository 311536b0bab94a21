import type { WrongClock } from '../../evidence/import/believed-times.ts';
import type { TeamFault, TeamFile } from '../../evidence/import/read-team-file.ts';
import { namesOf } from '../../evidence/piece/contribution.ts';
import { isLive } from '../../evidence/piece/piece.ts';
import { dateIn } from '../../locales/dates.ts';
import type { Words } from '../../locales/index.ts';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './FileList.module.css';
import { fewNames } from './few-names.ts';
import { TableNotes, UnreadRows } from './TableNotes.tsx';
import type { ChosenFile } from './use-chosen-files.ts';

interface FileListProps {
  readonly files: readonly ChosenFile[];
  readonly onDrop: (number: number) => void;
}

/** The chosen files, one a line: contents or fault, with a button to remove each. */
export function FileList({ files, onDrop }: FileListProps) {
  const { t } = useWords();
  return (
    <ul class={styles.files} aria-label={t('merge.files')} aria-live="polite">
      {files.map(({ number, name, content }) => (
        <li key={number} class={styles.file} data-fault={content?.ok === false}>
          <div class={styles.said}>
            <b dir="auto">{name}</b>
            {content ? <Content content={content} /> : <Reading />}
          </div>
          <Button aria-label={t('merge.leaveOf', { file: name })} onClick={() => onDrop(number)}>
            {t('merge.leave')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Reading() {
  const { t } = useWords();
  return (
    <p class={styles.reading}>
      <progress aria-label={t('merge.reading')} /> {t('merge.reading')}
    </p>
  );
}

function Content({ content }: { content: TeamFile }) {
  const { t, language } = useWords();
  if (!content.ok) {
    return (
      <>
        <p>{inWords(content.fault, t)}</p>
        {content.fault.code === 'bad-rows' && <UnreadRows unread={content.fault.unread} />}
      </>
    );
  }
  if (content.kind === 'bookmarks') {
    const count = content.folders.reduce((sum, { bookmarks }) => sum + bookmarks.length, 0);
    return (
      <>
        <p>{joined(t('merge.kinds.bookmarks'), t('merge.pages', { count }))}</p>
        {content.leftOut > 0 && <p>{t('merge.bookmarksLeftOut', { count: content.leftOut })}</p>}
      </>
    );
  }
  const live = [...content.pieces.values()].filter(isLive);
  const names = [...new Set(live.flatMap(namesOf))];
  return (
    <>
      <p dir="auto">
        {joined(
          t(`merge.kinds.${content.from}`),
          t('common.pieces', { count: live.length }),
          names.length > 0 ? t('merge.from', { names: fewNames(names, language) }) : '',
        )}
      </p>
      {content.picturesLeftOut > 0 && <p>{t('merge.picturesLeftOut', { count: content.picturesLeftOut })}</p>}
      {content.part && content.part.of > 1 && <p>{t('merge.part', { ...content.part })}</p>}
      {content.wrongClock && <p dir="auto">{clockInWords(content.wrongClock, t, language)}</p>}
      {content.table && <TableNotes {...content.table} />}
    </>
  );
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** Says whose clock or which file's is wrong, and what that means for the list. */
function clockInWords({ names, latest }: WrongClock, t: Words['t'], language: string): string {
  const date = dateIn(language, latest, 'long', 'UTC');
  const said =
    names.length > 0
      ? t('merge.clockOf', { names: fewNames(names, language), date })
      : t('merge.clockOfFile', { date });
  return `${said} ${t('merge.clockMeans')}`;
}

function inWords(fault: TeamFault, t: Words['t']): string {
  return t(`fileFaults.${fault.code}`, { ...fault });
}
