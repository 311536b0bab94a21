import type { Notice } from './say-result.ts';

/**
 * Shows a notice over a page for a while, replacing an earlier one that is still there. A click on it removes
 * it; the pointer over it keeps it open. It takes no focus, and screen readers announce it.
 *
 * The function is self-contained, because the browser sends its source text into the page, where nothing else
 * of this file exists. A page can detect the notice: it sees an element being added, can remove it, and can
 * find words in it by the browser's own search (`window.find`). It cannot read the rest (a closed shadow
 * tree), style it (its styles are inline and `!important`), cover it (it is in the top layer) or fake a click
 * on it. It has no style sheet, which a page's content security policy could forbid; its colours are the
 * system's, which follow light, dark and forced colours without one. It does not move, so there is no motion
 * to reduce.
 * @param staysMs how long it stays, in milliseconds
 * @returns whether it, or the next one, is or was visible; false in a document that is not HTML
 */
export async function showToast(
  { mark, name, lines, language, direction }: Notice,
  staysMs: number,
): Promise<boolean> {
  /** How long a screen reader may need to detect a live region before it is filled, in milliseconds. */
  const REGION_FIRST_MS = 100;

  // Extensions have their own global object in each page, which the page cannot see.
  const own = globalThis as typeof globalThis & { missionEvidenceToast?: HTMLElement };
  own.missionEvidenceToast?.remove();
  if (!(document.documentElement instanceof HTMLElement)) return false;
  // While a modal dialog is open, nothing outside it can be announced or clicked.
  const root = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;

  const host = element({
    all: 'initial',
    display: 'block',
    position: 'fixed',
    inset: 'auto',
    direction,
    'inset-block-start': '12px',
    'inset-inline-end': '12px',
    'z-index': '2147483647',
    width: 'max-content',
    'max-width': 'min(360px, calc(100vw - 24px))',
    cursor: 'pointer',
    opacity: '0',
    'color-scheme': 'light dark',
  });
  own.missionEvidenceToast = host;
  host.popover = 'manual';

  const panel = element({
    display: 'grid',
    'grid-template-columns': 'auto 1fr auto',
    gap: '10px',
    padding: '12px 14px',
    border: '1px solid GrayText',
    'border-radius': '8px',
    'box-shadow': '0 4px 16px rgb(0 0 0 / 0.25)',
    background: 'Canvas',
    color: 'CanvasText',
    font: '14px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    'overflow-wrap': 'anywhere',
  });
  panel.setAttribute('role', 'status');
  panel.lang = language;
  host.attachShadow({ mode: 'closed' }).append(panel);

  let isSeen = false;
  let timer: ReturnType<typeof setTimeout>;
  const leave = () => host.remove();
  const stay = () => clearTimeout(timer);
  const leaveLater = () => {
    stay();
    timer = setTimeout(leave, staysMs);
  };
  // Ignore events made up by the page's scripts: the teacher did not cause them.
  const onReal = (type: 'click' | 'pointerenter' | 'pointerleave', work: (event: Event) => void) =>
    host.addEventListener(type, (event) => event.isTrusted && work(event));
  onReal('click', (event) => {
    event.stopPropagation();
    isSeen = true;
    leave();
  });
  onReal('pointerenter', stay);
  onReal('pointerleave', leaveLater);

  root.append(host);
  host.showPopover();
  await new Promise((resolve) => setTimeout(resolve, REGION_FIRST_MS));
  fill();
  host.style.setProperty('opacity', '1', 'important');
  leaveLater();
  return isSeen || own.missionEvidenceToast !== host || host.checkVisibility();

  function fill(): void {
    const sign = element(
      {
        width: '20px',
        height: '20px',
        font: '700 12px/20px system-ui, sans-serif',
        'text-align': 'center',
        border: '1.5px solid',
        'border-radius': '50%',
      },
      mark,
    );
    const cross = element({ opacity: '0.7' }, '×');
    for (const ornament of [sign, cross]) ornament.ariaHidden = 'true';
    const text = element({});
    text.append(element({ 'font-size': '12px', opacity: '0.8' }, name));
    for (const [index, line] of lines.entries()) {
      const isFirst = index === 0 && lines.length > 1;
      const part = element(
        { 'margin-block-start': '4px', ...(isFirst && { 'font-weight': '600' }) },
        line.text,
      );
      part.lang = line.language;
      part.dir = 'auto';
      text.append(part);
    }
    panel.append(sign, text, cross);
  }

  function element(styles: Record<string, string>, text = ''): HTMLElement {
    const made = document.createElement('div');
    for (const [property, value] of Object.entries(styles)) {
      made.style.setProperty(property, value, 'important');
    }
    made.textContent = text;
    return made;
  }
}
