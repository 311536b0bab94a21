import { ArrowLeft, Download } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Edition, piecesOfEdition } from '../../evidence/application/edition.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { WHOLE_LIST } from '../../evidence/list/list-view.ts';
import { isWebAddress } from '../../evidence/page/page-address.ts';
import { namesOf, notesOf } from '../../evidence/piece/contribution.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { linkToQuote } from '../../evidence/piece/text-fragment.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LONG_LIST } from '../controls/use-virtual-rows.ts';
import { aboutSchool, ownTexts } from '../export/application-options.ts';
import { ExportDialog } from '../export/late-export-dialog.ts';
import { DomainMark } from '../mission/DomainMark.tsx';
import { Official } from '../mission/Official.tsx';
import { ListLink } from '../page-links/ListLink.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { FactsLine } from '../piece/FactsLine.tsx';
import { QuoteList } from '../piece/QuoteList.tsx';
import { useWords } from '../words.tsx';
import styles from './ApplicationView.module.css';
import { nameOf } from './name-of.ts';

interface EditionViewProps {
  /** Missing if it does not exist. */
  readonly copy: Edition | undefined;
  readonly onChange: ChangeView;
}

/** Shows an edition as it was handed in: nothing here can be changed. */
export function EditionView({ copy, onChange }: EditionViewProps) {
  const { t } = useWords();
  return (
    <main class={styles.main}>
      <p class={styles.back}>
        <ListLink to={{ ...WHOLE_LIST, application: true }} onChange={onChange}>
          <Icon shape={ArrowLeft} /> {t('application.back')}
        </ListLink>
      </p>
      {copy ? <Copied copy={copy} /> : <p role="alert">{t('application.copyMissing')}</p>}
    </main>
  );
}

function Copied({ copy }: { copy: Edition }) {
  const words = useWords();
  const { t, language, mission } = words;
  const [exporting, setExporting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { application, frozenAt } = copy;
  const pieces = useMemo(() => [...piecesOfEdition(copy).values()], [copy]);
  const list = useMemo(() => arrange(pieces), [pieces]);
  const texts = useMemo(
    () =>
      ownTexts(
        application,
        pieces,
        list.map(({ domain }) => domain),
      ),
    [application, pieces, list],
  );
  const about = aboutSchool(application, words);
  const date = dateIn(language, frozenAt, 'medium');
  const name = nameOf(application, t);

  useEffect(() => heading.current?.focus(), []);

  return (
    <article class={styles.copied}>
      <h2 ref={heading} tabIndex={-1}>
        {t('application.copyHeading', { name, date })}
      </h2>
      <p class={styles.help}>{t('application.copyExplain')}</p>
      <p>
        <Button icon={Download} look="plain" onClick={() => setExporting(true)}>
          {t('application.exportCopy')}
        </Button>
      </p>
      <dl class={styles.about}>
        <Said head={t('application.school')} text={about.school} />
        <Said head={t('document.report.period')} text={about.period} />
        <Said head={t('application.preparedBy')} text={about.preparedBy} />
      </dl>
      <Text head={t('application.eSafety')} text={texts.eSafety} level="h3" />
      {list.map(({ domain, pieces: inDomain }) => (
        <section key={domain} class={styles.copiedPart} data-long={pieces.length > LONG_LIST}>
          <h3 class={styles.domainHead}>
            <DomainMark domain={domain} filled={inDomain.length > 0} />
            <span>
              <Official text={mission.domains[domain].title} />
            </span>
          </h3>
          <Text head={t('application.explanation')} text={texts.explanations?.[domain]} />
          <h4 class={styles.subhead}>{t('document.report.evidence')}</h4>
          <p class={styles.help}>
            {inDomain.length === 0 ? t('list.emptyDomain') : t('common.pieces', { count: inDomain.length })}
          </p>
          <ol class={styles.numbered}>
            {inDomain.map((piece) => (
              <CopiedPiece key={piece.url} piece={piece} outside={about.isOutside?.(piece) === true} />
            ))}
          </ol>
          <Text head={t('application.plan')} text={texts.plans?.[domain]} />
        </section>
      ))}
      {exporting && <ExportDialog copy={{ name, of: copy }} onClose={() => setExporting(false)} />}
    </article>
  );
}

function Said({ head, text }: { head: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <div>
      <dt>{head}</dt>
      <dd dir="auto">{text}</dd>
    </div>
  );
}

interface TextProps {
  readonly head: string;
  readonly text: string | undefined;
  readonly level?: 'h3' | 'h4';
}

function Text({ head, text = '', level: Heading = 'h4' }: TextProps) {
  if (text === '') return null;
  return (
    <>
      <Heading class={styles.subhead}>{head}</Heading>
      <p class={styles.text} dir="auto">
        {text}
      </p>
    </>
  );
}

function CopiedPiece({ piece, outside }: { piece: Piece; outside: boolean }) {
  const { t } = useWords();
  const { quotes = [] } = piece;
  const title = piece.title || t('common.untitled');
  return (
    <li>
      {isWebAddress(piece.url) ? (
        <a href={piece.url} target="_blank" rel="noopener noreferrer" dir="auto">
          {title}
        </a>
      ) : (
        <span dir="auto">{title}</span>
      )}
      {namesOf(piece).length > 0 && (
        <p class={styles.help} dir="auto">
          {namesOf(piece).join(', ')}
        </p>
      )}
      {notesOf(piece).map(({ note }) => (
        <p key={note} class={styles.text} dir="auto">
          {note}
        </p>
      ))}
      {quotes.length > 0 && (
        <QuoteList
          quotes={quotes}
          linkTo={isWebAddress(piece.url) ? (quote) => linkToQuote(piece.url, quote) : undefined}
        />
      )}
      <FactsLine evidence={piece} more={[outside && t('application.outside')]} />
    </li>
  );
}
