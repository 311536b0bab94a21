import type { CDPSession } from 'puppeteer-core';

/** One event of Chromium's trace; times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: {
    readonly name?: string;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly frame?: string;
  };
}

/** The cost of opening a page. */
export interface Opening {
  /** From the navigation to the first contentful paint (W3C Paint Timing), in milliseconds. */
  readonly firstPaint: number;
  /** Work of its process on the main thread until {@link QUIET_MS} after that, in milliseconds. */
  readonly work: number;
  /** How much visible content moved (Layout Instability), without unit. */
  readonly shift: number;
  /** The paths of all files loaded. */
  readonly loaded: readonly string[];
}

/** How long to observe it after the first paint, in milliseconds: by then the popup is at rest. */
export const QUIET_MS = 300;

const CATEGORIES = ['toplevel', 'loading', 'devtools.timeline', 'blink.user_timing'];

/**
 * Records the browser's events during some work.
 * @param browser a session with the browser itself
 * @param work the work to record
 * @returns the events
 */
export async function trace(browser: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const onData = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
  browser.on('Tracing.dataCollected', onData);
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  });
  await work();
  const done = new Promise((resolve) => browser.once('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await done;
  browser.off('Tracing.dataCollected', onData);
  return events;
}

/**
 * @param events the recorded events
 * @param address the page's address
 * @returns each opening of that page, in order
 */
export function openingsIn(events: readonly TraceEvent[], address: string): Opening[] {
  const starts = events
    .filter(({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === address)
    .toSorted((one, other) => one.ts - other.ts);
  return starts.map((started) => {
    const own = events.filter(({ pid, ts }) => pid === started.pid && ts >= started.ts);
    const inFrame = own.filter(({ args }) => args.frame === started.args.frame);
    const painted = inFrame.find(({ name }) => name === 'firstContentfulPaint');
    if (!painted) throw new Error(`${address} never painted`);
    const until = painted.ts + QUIET_MS * 1_000;
    const during = own.filter(({ ts, tid }) => ts <= until && tid === painted.tid);
    const tasks = during.filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X');
    const requests = during.filter(({ name }) => name === 'ResourceSendRequest');
    const shifts = inFrame.filter(({ name, ts }) => name === 'LayoutShift' && ts <= until);
    return {
      firstPaint: (painted.ts - started.ts) / 1_000,
      work: tasks.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000,
      shift: shifts.reduce((sum, { args }) => sum + Number(args.data?.score ?? 0), 0),
      loaded: [...new Set(requests.map(({ args }) => new URL(String(args.data?.url)).pathname))],
    };
  });
}
