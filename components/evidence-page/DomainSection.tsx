import { BookOpen, Check, Copy, FilePlus, GripVertical } from 'lucide';
import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { isOutside, type Period } from '../../evidence/application/period.ts';
import type { ListedPiece } from '../../evidence/list/arrange.ts';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { offlineAddress } from '../../evidence/page/page-address.ts';
import { isLive, type PieceId, pageOf, pieceId } from '../../evidence/piece/piece.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useVirtualRows } from '../controls/use-virtual-rows.ts';
import { useExport } from '../export/use-export.ts';
import { useRun } from '../faults.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { domainColour } from '../mission/domain-look.ts';
import { MissionText } from '../mission/MissionText.tsx';
import { Official } from '../mission/Official.tsx';
import { useWords } from '../words.tsx';
import styles from './DomainSection.module.css';
import { GonePiece } from './GonePiece.tsx';
import type { Gone } from './gone.ts';
import { PieceArticle } from './PieceArticle.tsx';
import { type DragOrder, useDragOrder } from './use-drag-order.ts';
import type { Selection } from './use-selection.ts';

interface DomainSectionProps {
  readonly domain: MissionDomain;
  /** The items to show: live pieces, and traces of those that were deleted or moved on this page. */
  readonly listed: readonly ListedPiece[];
  /** Number of all its live pieces, shown or not. */
  readonly count: number;
  readonly searching: boolean;
  /** The whole page is long: only visible items are rendered. */
  readonly long: boolean;
  readonly newer: ReadonlySet<PieceId>;
  /** By page key. */
  readonly pictures: EvidenceList['pictures'];
  readonly drafts: EvidenceList['drafts'];
  readonly gone: ReadonlyMap<PieceId, Gone>;
  readonly onGone: (id: PieceId, what: Gone | undefined) => void;
  /** The piece that is open in the editor, in any domain. */
  readonly editing: PieceId | undefined;
  readonly onEdit: (id: PieceId | undefined) => void;
  /** The piece, or its trace, that should take the focus once. */
  readonly focusAt: PieceId | undefined;
  readonly onFocused: () => void;
  readonly selection: Selection;
  /** The period of the application; missing if there is none. */
  readonly period: Period | undefined;
  /** The applications in which each piece was used, by the piece's id. */
  readonly uses: ReadonlyMap<PieceId, readonly string[]>;
  /** Moves a piece to another position among those shown; missing if the order is not made by hand. */
  readonly onPlace: ((id: PieceId, to: number) => void) | undefined;
}

/** One mission domain: its official text and its evidence. */
export function DomainSection(props: DomainSectionProps) {
  const {
    domain,
    listed,
    count,
    searching,
    long,
    newer,
    pictures,
    drafts,
    gone,
    onGone,
    editing,
    onEdit,
    focusAt,
    onFocused,
    selection,
    period,
    uses,
    onPlace,
  } = props;
  const { t, mission } = useWords();
  const run = useRun();
  const [reading, setReading] = useState(false);
  const textId = useId();
  const rows = useRef<HTMLOListElement>(null);
  const ids = useMemo(() => listed.map(({ id }) => id), [listed]);
  const virtual = useVirtualRows({ list: rows, ids, long, keep: [editing, focusAt] });
  const { drag, gripAt } = useDragOrder({
    list: rows,
    onDrop: (from, to) => {
      const id = ids[from];
      if (id !== undefined) onPlace?.(id, to);
    },
  });
  const number = domainNumber(domain);
  const { title, text } = mission.domains[domain];

  /** Adds the piece at once, empty and open in the editor: its text is saved while it is typed. */
  async function addOffline() {
    const uuid = crypto.randomUUID();
    const outcome = await run({ type: 'add', uuid, domain, title: '', note: '', facts: {} });
    if (outcome.ok) onEdit(pieceId(domain, offlineAddress(uuid)));
  }

  return (
    <section
      class={styles.section}
      id={domain}
      aria-labelledby={`${domain}-title`}
      style={domainColour(domain)}
    >
      <header class={styles.head}>
        <DomainMark domain={domain} filled />
        <h2 id={`${domain}-title`} class={styles.title}>
          <Official text={title} />
        </h2>
        <div class={styles.tools}>
          <p class={styles.count}>{t('common.pieces', { count })}</p>
          <Button
            icon={BookOpen}
            aria-expanded={reading}
            aria-controls={textId}
            aria-label={t('mission.officialTextOf', { number, title: title.text })}
            onClick={() => setReading(!reading)}
          >
            {t('mission.officialText')}
          </Button>
          <Button
            icon={FilePlus}
            aria-label={t('offline.addOf', { number })}
            onClick={() => void addOffline()}
          >
            {t('offline.add')}
          </Button>
          {count > 0 && <CopyDomain domain={domain} />}
        </div>
      </header>
      <div id={textId} hidden={!reading} class={styles.text}>
        {reading && <MissionText pick={() => [text]} />}
      </div>
      {listed.length === 0 && (
        <p class={styles.none}>{t(searching && count > 0 ? 'list.noMatch' : 'list.emptyDomain')}</p>
      )}
      <ol ref={rows} {...virtual?.list}>
        {(virtual?.indexes ?? [...listed.keys()]).map((index) => {
          const { id, evidence } = listed[index] ?? {};
          if (id === undefined || !evidence) return null;
          return (
            <li
              key={id}
              class={styles.item}
              data-at={index}
              data-held={drag?.from === index}
              data-gap={gapBeside(index, drag, listed.length)}
              {...virtual?.item(index)}
            >
              {onPlace && isLive(evidence) && (
                // The buttons do the same for people without a pointer.
                <span class={styles.grip} aria-hidden="true" {...gripAt(index)}>
                  <Icon shape={GripVertical} />
                </span>
              )}
              {isLive(evidence) ? (
                <PieceArticle
                  id={id}
                  evidence={evidence}
                  picture={pictures.get(pageOf(id))}
                  begunLabel={drafts.get(pageOf(id))?.label}
                  outside={period !== undefined && isOutside(evidence, period)}
                  usedIn={uses.get(id)?.join(', ') ?? ''}
                  readOnly={newer.has(id)}
                  editing={editing === id}
                  onEdit={onEdit}
                  focused={focusAt === id}
                  onFocused={onFocused}
                  onGone={onGone}
                  selection={selection.on && !newer.has(id) ? selection : undefined}
                  place={
                    onPlace && {
                      index,
                      isFirst: index === 0,
                      isLast: index === listed.length - 1,
                      onMove: (step) => onPlace(id, index + step),
                    }
                  }
                />
              ) : (
                <GonePiece
                  id={id}
                  title={evidence.title}
                  gone={gone.get(id)}
                  focused={focusAt === id}
                  onFocused={onFocused}
                  onBack={() => onGone(id, undefined)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** @returns on which side of an item the dragged one would fall, if beside it */
function gapBeside(
  index: number,
  drag: DragOrder | undefined,
  count: number,
): 'before' | 'after' | undefined {
  if (!drag || drag.gap === drag.from || drag.gap === drag.from + 1) return undefined;
  if (drag.gap === index) return 'before';
  return drag.gap === count && index === count - 1 ? 'after' : undefined;
}

/** Copies the domain's evidence as plain text, in the language of the interface. */
function CopyDomain({ domain }: { domain: MissionDomain }) {
  const { t, language } = useWords();
  const { copy } = useExport();
  const [copied, setCopied] = useState<boolean>();
  const message = copied === undefined ? '' : t(copied ? 'export.copied' : 'export.copyFailed');

  const number = domainNumber(domain);
  return (
    <>
      <Button
        icon={copied ? Check : Copy}
        aria-label={t('list.copyDomainOf', { number })}
        onClick={async () => setCopied(await copy('text', language, { domains: [domain] }))}
        onBlur={() => setCopied(undefined)}
      >
        {t('list.copyDomain')}
      </Button>
      {message && (
        <p class={styles.message} aria-hidden="true">
          {message}
        </p>
      )}
      <LiveMessage>{message}</LiveMessage>
    </>
  );
}
