/**
 * The room picture/ edits a screenshot: crop, blur, save. evidence/picture/picture-shape.ts computes its
 * shape, draw-picture.ts makes the finished pixels and smear.ts blurs them; the preview uses the same
 * function. The screenshot itself is never stored.
 */
import { EyeOff, Maximize, Trash, TriangleAlert } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import {
  addBlur,
  isWhole,
  MAX_BLURS,
  type Part,
  type PictureShape,
  removeBlur,
  replaceRectangle,
  WHOLE_PICTURE,
} from '../../evidence/picture/picture-shape.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import faultStyles from '../notices/FaultNotice.module.css';
import { useMessage, useWords } from '../words.tsx';
import type { DrawnPicture } from './draw-picture.ts';
import styles from './PictureEditor.module.css';
import { PictureStage } from './PictureStage.tsx';
import { percentages } from './ShapePart.tsx';
import { useEscape } from './use-escape.ts';
import { useKeeping } from './use-keeping.ts';
import { useShape } from './use-shape.ts';

export interface PictureEditorProps {
  /** The `data:` address of the screenshot; it is never stored. */
  readonly image: string;
  /** The stored shape to begin with, which may be that of an earlier screenshot; undefined for none. */
  readonly shape: PictureShape | undefined;
  /** The stored mark to begin with. */
  readonly showsPupils: boolean;
  /** Called for every change in the same event that made it, so that it survives the closing of the popup. */
  readonly onShape: (shape: PictureShape) => void;
  /** The same for the mark; called with the current shape. */
  readonly onShowsPupils: (showsPupils: boolean, shape: PictureShape) => void;
  /** Saves the finished picture. All buttons are disabled meanwhile; a rejection is shown here. */
  readonly onKeep: (picture: DrawnPicture) => void | Promise<void>;
  readonly onCancel: () => void;
}

/** Edits a screenshot before it is saved: crop and blur. It fills the view as its main part. */
export function PictureEditor(props: PictureEditorProps) {
  const { t } = useWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement>(null);
  const blurButton = useRef<HTMLButtonElement>(null);
  const shaping = useShape(props.shape, props.onShape);
  // The blurred areas of an earlier screenshot are on another one now.
  const [isResumed] = useState(!isWhole(shaping.shape));
  const [selected, setSelected] = useState<Part>();
  const [focus, setFocus] = useState<{ readonly on: Part | undefined }>();
  const [showsPupils, setShowsPupils] = useState(props.showsPupils);
  const [message, setMessage] = useMessage();
  const keeping = useKeeping(shaping.now, props.onKeep);
  useEscape(props.onCancel);

  // The view was replaced: reading starts at its heading.
  useEffect(() => heading.current?.focus(), []);

  // Focus once the element is rendered; without a part, focus the button that adds the next one.
  useEffect(() => {
    if (!focus) return;
    const part = main.current?.querySelector<HTMLElement>(`[data-part="${focus.on}"]`);
    (part ?? blurButton.current)?.focus();
  }, [focus]);

  const { shape, now, change } = shaping;
  const blurred = typeof selected === 'number' ? selected : undefined;
  const isFull = shape.blurs.length >= MAX_BLURS;

  function select(part: Part | undefined): void {
    setSelected(part);
    setFocus({ on: part });
  }

  function sayAdded(index: number): void {
    setMessage((t) => t('picture.added', { number: index + 1 }));
  }

  function blurAnArea(): void {
    const index = now().blurs.length;
    change(addBlur(now()));
    select(index);
    sayAdded(index);
  }

  function keepAllOfIt(): void {
    change(replaceRectangle(now(), 'crop', WHOLE_PICTURE.crop));
    select('crop');
    setMessage((t) => t('picture.wholeAgain'));
  }

  function remove(index: number, byKey: boolean): void {
    change(removeBlur(now(), index));
    setMessage((t) => t('picture.removed', { number: index + 1 }));
    const next = Math.min(index, now().blurs.length - 1);
    // After a click on the button nothing stays selected: a second click must not remove another area.
    select(byKey && next >= 0 ? next : undefined);
  }

  return (
    <main ref={main} aria-labelledby={`${id}-heading`}>
      <div class={styles.words}>
        <h1 ref={heading} id={`${id}-heading`} tabIndex={-1} class={styles.heading}>
          {t('picture.heading')}
        </h1>
        <p>{t('picture.reminder')}</p>
        {isResumed && <p class={styles.resumed}>{t('picture.resumed')}</p>}
      </div>
      <div inert={keeping.busy}>
        <PictureStage
          image={props.image}
          imageRef={keeping.image}
          shaping={shaping}
          selected={selected}
          onLoad={keeping.onLoad}
          onFail={keeping.onFail}
          onSelect={setSelected}
          onPlaced={(rectangle) => setMessage((t) => t('picture.place', percentages(rectangle)))}
          onDragged={(part, drawn) => {
            select(part);
            if (drawn) sayAdded(Number(part));
          }}
          onRemove={(index) => remove(index, true)}
        />
        <div class={styles.tools}>
          <Button
            ref={blurButton}
            icon={EyeOff}
            look="plain"
            disabled={isFull}
            onClick={({ detail }) => {
              // Ignore the second click of a double click: it is not a second area.
              if (detail < 2) blurAnArea();
            }}
          >
            {t('picture.blur')}
          </Button>
          <Button
            icon={Trash}
            look="plain"
            disabled={blurred === undefined}
            aria-label={
              blurred === undefined
                ? undefined
                : t('picture.removeArea', { number: blurred + 1, total: shape.blurs.length })
            }
            onClick={() => blurred !== undefined && remove(blurred, false)}
          >
            {t('picture.remove')}
          </Button>
          <Button icon={Maximize} look="plain" disabled={isWhole(shape)} onClick={keepAllOfIt}>
            {t('picture.whole')}
          </Button>
        </div>
        <p class={styles.hint}>
          {isFull
            ? t('picture.full', { limit: MAX_BLURS })
            : selected === undefined
              ? t('picture.hint')
              : t(selected === 'crop' ? 'picture.frameKeys' : 'picture.areaKeys')}
        </p>
        <label class={styles.pupils}>
          <input
            type="checkbox"
            checked={showsPupils}
            aria-describedby={`${id}-pupils`}
            onChange={({ currentTarget: { checked } }) => {
              setShowsPupils(checked);
              props.onShowsPupils(checked, now());
            }}
          />
          <span>{t('picture.showsPupils')}</span>
          <span id={`${id}-pupils`} class={styles.means}>
            {t('picture.showsPupilsMeans')}
          </span>
        </label>
      </div>
      <div class={styles.bottom}>
        <div role="alert">
          {keeping.fault && (
            <div class={faultStyles.fault}>
              <Icon shape={TriangleAlert} />
              <p>{t(keeping.fault === 'not-taken' ? 'picture.notTaken' : 'picture.notKept')}</p>
            </div>
          )}
        </div>
        <div class={styles.actions}>
          <Button
            look="main"
            aria-disabled={keeping.busy || !keeping.canKeep}
            aria-busy={keeping.busy}
            onClick={() => void keeping.keep()}
          >
            {t(keeping.busy ? 'picture.keeping' : 'picture.keep')}
          </Button>
          <Button look="plain" onClick={props.onCancel}>
            {t('picture.cancel')}
          </Button>
        </div>
      </div>
      <LiveMessage>{message}</LiveMessage>
    </main>
  );
}
