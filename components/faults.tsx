import { TriangleAlert } from 'lucide';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useMemo, useState } from 'preact/hooks';
import type { Command, Fault, Outcome } from '../evidence/command.ts';
import styles from './faults.module.css';
import { useServices } from './services.ts';
import { Icon } from './shared/Icon.tsx';
import { useWords } from './words.tsx';

/** What can go wrong in a view: a command that failed, or evidence that could not be read. */
export type ViewFault = Fault | 'read-failed';

interface Faults {
  readonly fault: ViewFault | undefined;
  run(command: Command): Promise<Outcome>;
}

const FaultsContext = createContext<Faults | undefined>(undefined);

/** Remembers the last command that failed, until one succeeds, for {@link FaultNotice} to tell. */
export function WithFaults({ children }: { children: ComponentChildren }) {
  const services = useServices();
  const [fault, setFault] = useState<ViewFault>();
  const run = useCallback(
    async (command: Command) => {
      const outcome = await services.run(command);
      setFault(outcome.ok ? undefined : outcome.fault);
      return outcome;
    },
    [services],
  );
  const faults = useMemo(() => ({ fault, run }), [fault, run]);
  return <FaultsContext.Provider value={faults}>{children}</FaultsContext.Provider>;
}

/** @returns the way for a view to send a command: a failure is told in the view's notice. */
export function useRun(): Faults['run'] {
  return useFaults().run;
}

/** Says what failed, what is safe and what to do next; nothing while all is well. */
export function FaultNotice() {
  const { t } = useWords();
  const { fault } = useFaults();
  return (
    <div role="alert">
      {fault && (
        <p class={styles.fault}>
          <Icon shape={TriangleAlert} />
          <span>{t(`faults.${fault}`)}</span>
        </p>
      )}
    </div>
  );
}

/** A failed read: never an empty list, but an error with a way on. */
export function ReadFailure({ onRetry }: { onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div role="alert" class={styles.failure}>
      <p class={styles.fault}>
        <Icon shape={TriangleAlert} />
        <span>{t('faults.read-failed')}</span>
      </p>
      <button type="button" class={styles.retry} onClick={onRetry}>
        {t('common.retry')}
      </button>
    </div>
  );
}

function useFaults(): Faults {
  const faults = useContext(FaultsContext);
  if (!faults) throw new Error('A component needs WithFaults around it');
  return faults;
}
