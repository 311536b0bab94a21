import { useId, useState } from 'preact/hooks';
import { comesBack, isKept, type MergePlan } from '../../evidence/merge/merge-plan.ts';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { isWebAddress } from '../../evidence/page/page-address.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { Words } from '../../locales/index.ts';
import { Button } from '../controls/Button.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { useWords } from '../words.tsx';
import { DifferenceChoice } from './DifferenceChoice.tsx';
import styles from './MergePreview.module.css';
import { More, STEP } from './More.tsx';
import { ShortenedPieces } from './ShortenedPieces.tsx';
import type { Choosing } from './use-merge-choices.ts';
import type { Planned } from './use-merge-plan.ts';

interface MergePreviewProps {
  readonly planned: Planned;
  readonly choices: Choosing;
  /** Number of applications and editions that would be added. */
  readonly applications: number;
  /** There is something to write. */
  readonly hasWork: boolean;
  /** There are tables among the files. */
  readonly hasTables: boolean;
}

/** A preview of the merge: the numbers, and each piece that needs a decision. */
export function MergePreview({
  planned: { plan, pictures, shortened, copies, renamed },
  choices,
  applications,
  hasWork,
  hasTables,
}: MergePreviewProps) {
  const { t } = useWords();
  const id = useId();
  const going = plan.removed.filter((one) => !one.isKept).length;
  const stay = plan.stayDeleted.filter((one) => !comesBack(one, choices.made)).length;
  const counts = [
    plan.fresh.length > 0 && t('import.fresh', { count: plan.fresh.length }),
    copies > 0 && t('merge.copied', { count: copies }),
    plan.same.length > 0 && t('import.same', { count: plan.same.length }),
    plan.differing.length > 0 && t('import.differing', { count: plan.differing.length }),
    plan.moves.length > 0 && t('merge.moved', { count: plan.moves.length }),
    going > 0 && t('merge.removed', { count: going }),
    plan.removed.length > going && t('merge.asked', { count: plan.removed.length - going }),
    stay > 0 && t('merge.stayDeleted', { count: stay }),
    pictures.length > 0 && t('merge.pictures', { count: pictures.length }),
    applications > 0 && t('application.brought', { count: applications }),
  ].filter((one) => typeof one === 'string');
  const isIdle = !hasWork && plan.differing.length + plan.stayDeleted.length === 0 && renamed === 0;
  const isUnseen =
    hasWork &&
    plan.fresh.length + plan.differing.length + plan.removed.length + plan.moves.length === 0 &&
    pictures.length + applications === 0 &&
    stay === plan.stayDeleted.length;
  return (
    <section class={styles.preview} aria-labelledby={id}>
      <h3 id={id}>{t('merge.preview')}</h3>
      {isIdle && <p>{t('merge.nothing')}</p>}
      {isUnseen && <p>{t('merge.traces')}</p>}
      <ul class={styles.counts}>
        {counts.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {renamed > 0 && <p>{t('merge.renamed', { count: renamed, head: t('document.columns.taggedBy') })}</p>}
      {plan.moves.length > 0 && <Moved plan={plan} />}
      {plan.removed.length > 0 && <Removed plan={plan} choices={choices} />}
      {plan.differing.length > 0 && <Differing plan={plan} choices={choices} hasTables={hasTables} />}
      {plan.stayDeleted.length > 0 && <StayDeleted plan={plan} choices={choices} />}
      {plan.overfull.length > 0 && <Overfull plan={plan} />}
      {shortened.length > 0 && <ShortenedPieces pieces={shortened} />}
    </section>
  );
}

interface PartProps {
  readonly plan: MergePlan;
  readonly choices: Choosing;
}

function Removed({ plan: { removed }, plan, choices }: PartProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <section class={styles.part} aria-labelledby={id}>
      <h4 id={id}>{t('merge.removedHeading')}</h4>
      <div class={styles.shortcuts}>
        <Button look="plain" onClick={() => choices.keepAll(plan, true)}>
          {t('merge.keepAll')}
        </Button>
        <Button look="plain" onClick={() => choices.keepAll(plan, false)}>
          {t('merge.deleteAll')}
        </Button>
      </div>
      <Checks
        all={removed}
        pieceOf={({ mine }) => mine}
        say={(title) => t('merge.keepOf', { title })}
        isChecked={(removal) => isKept(removal, choices.made)}
        onChange={choices.keep}
      />
    </section>
  );
}

/** Pieces that colleagues moved to other domains. */
function Moved({ plan: { moves } }: Pick<PartProps, 'plan'>) {
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState(STEP);
  return (
    <section class={styles.part} aria-labelledby={id}>
      <h4 id={id}>{t('merge.movedHeading')}</h4>
      <ul class={styles.pieces} tabIndex={-1}>
        {moves.slice(0, shown).map(({ id: key, mine, to }) => (
          <li key={key} class={styles.piece}>
            <DomainMark domain={to} />
            <span dir="auto">
              {t('merge.movedTo', {
                title: mine.title || t('common.untitled'),
                from: domainNumber(mine.domain),
                to: domainNumber(to),
              })}
            </span>
          </li>
        ))}
      </ul>
      <More left={moves.length - shown} onMore={() => setShown(shown + STEP)} />
    </section>
  );
}

/** Pieces that were deleted for good; each can come back. */
function StayDeleted({ plan: { stayDeleted }, choices }: PartProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <section class={styles.part} aria-labelledby={id}>
      <h4 id={id}>{t('merge.stayDeletedHeading')}</h4>
      <Checks
        all={stayDeleted}
        pieceOf={({ merged }) => merged}
        say={(title) => t('merge.takeBack', { title })}
        isChecked={(one) => comesBack(one, choices.made)}
        onChange={(one, comes) => choices.takeBack(one.id, comes)}
      />
    </section>
  );
}

interface ChecksProps<One> {
  readonly all: readonly One[];
  readonly pieceOf: (one: One) => Piece;
  readonly say: (title: string) => string;
  readonly isChecked: (one: One) => boolean;
  readonly onChange: (one: One, isChecked: boolean) => void;
}

/** One checkbox per piece. */
function Checks<One extends { readonly id: PieceId }>(props: ChecksProps<One>) {
  const { all, pieceOf, say, isChecked, onChange } = props;
  const { t } = useWords();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <ul class={styles.pieces} tabIndex={-1}>
        {all.slice(0, shown).map((one) => (
          <li key={one.id} class={styles.piece}>
            <DomainMark domain={pieceOf(one).domain} />
            <label>
              <input
                type="checkbox"
                checked={isChecked(one)}
                onChange={(event) => onChange(one, event.currentTarget.checked)}
              />{' '}
              <span dir="auto">{say(titleOf(pieceOf(one), t))}</span>
            </label>
          </li>
        ))}
      </ul>
      <More left={all.length - shown} step={STEP} onMore={() => setShown(shown + STEP)} />
    </>
  );
}

function Differing({
  plan: { differing },
  plan,
  choices,
  hasTables,
}: PartProps & { readonly hasTables: boolean }) {
  const { t } = useWords();
  const [shown, setShown] = useState(STEP);
  const id = useId();
  return (
    <section class={styles.part} aria-labelledby={id}>
      <h4 id={id}>{t('merge.differingHeading')}</h4>
      <p class={styles.help}>
        {t('merge.suggestion')} {hasTables && t('merge.tableSuggestion')}{' '}
        {hasNotes(plan) && t('merge.noteWarning')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a legend would be above the buttons, not beside them. */}
      <div class={styles.shortcuts} role="group" aria-label={t('merge.forAll')}>
        <span aria-hidden="true">{t('merge.forAll')}:</span>
        <Button look="plain" onClick={() => choices.chooseAll(plan, undefined)}>
          {t('merge.asSuggested')}
        </Button>
        <Button look="plain" onClick={() => choices.chooseAll(plan, 'mine')}>
          {t('merge.allMine')}
        </Button>
        <Button look="plain" onClick={() => choices.chooseAll(plan, 'theirs')}>
          {t('merge.allTheirs')}
        </Button>
      </div>
      <ul class={styles.pieces} tabIndex={-1}>
        {differing.slice(0, shown).map((difference) => (
          <li key={difference.id}>
            <DifferenceChoice
              difference={difference}
              title={titleOf(difference.merged, t)}
              choices={choices}
            />
          </li>
        ))}
      </ul>
      <More left={differing.length - shown} step={STEP} onMore={() => setShown(shown + STEP)} />
    </section>
  );
}

/** Pieces of which not everything fits. */
function Overfull({ plan: { overfull, pieces } }: { plan: MergePlan }) {
  const { t } = useWords();
  const [shown, setShown] = useState(STEP);
  const titles = overfull.flatMap((id) => {
    const piece = pieces.get(id);
    return piece ? [{ id, title: titleOf(piece, t) }] : [];
  });
  return (
    <section class={styles.part}>
      <p>{t('merge.overfull', { count: overfull.length })}</p>
      <ul class={styles.counts} tabIndex={-1}>
        {titles.slice(0, shown).map(({ id, title }) => (
          <li key={id} dir="auto">
            {title}
          </li>
        ))}
      </ul>
      <More left={titles.length - shown} step={STEP} onMore={() => setShown(shown + STEP)} />
    </section>
  );
}

function hasNotes({ differing }: MergePlan): boolean {
  return differing.some(({ fields }) => fields.some(({ field }) => field === 'note'));
}

function titleOf({ title, url }: Piece, t: Words['t']): string {
  return title || (isWebAddress(url) ? url : t('offline.untitled'));
}
