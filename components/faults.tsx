import { TriangleAlert } from 'lucide';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Command, Fault, Outcome } from '../evidence/command.ts';
import type { FactsChange } from '../evidence/facts.ts';
import styles from './faults.module.css';
import { useServices } from './services.ts';
import { Button } from './shared/Button.tsx';
import { Icon } from './shared/Icon.tsx';
import { RecoveryLink } from './shared/RecoveryLink.tsx';
import { useWords } from './words.tsx';

/** What can go wrong in a view: a command that failed, or evidence that could not be read. */
export type ViewFault = Fault | 'read-failed';

/** A command that keeps what someone is typing. */
export type TextCommand = Extract<
  Command,
  { type: 'write-note' | 'write-title' | 'write-draft' | 'write-facts' | 'save-settings' }
>;

interface Faults {
  readonly fault: ViewFault | undefined;
  /** There are texts that could not be kept. */
  readonly hasUnsaved: boolean;
  run(command: Command): Promise<Outcome>;
  /** @returns the text of a command like this one that could not be kept, if there is one */
  unsavedText(command: TextCommand): string | undefined;
  retry(): Promise<void>;
}

const FaultsContext = createContext<Faults | undefined>(undefined);

/**
 * Remembers what failed, for {@link FaultNotice} to tell. A text that could not be kept is held here,
 * whatever becomes of its field, until it is kept; another command's success does not hide that.
 */
export function WithFaults({ children }: { children: ComponentChildren }) {
  const services = useServices();
  const [fault, setFault] = useState<ViewFault>();
  const [hasUnsaved, setHasUnsaved] = useState(false);
  const unsaved = useRef(new Map<string, { command: TextCommand; fault: ViewFault }>());

  const run = useCallback(
    async (command: Command) => {
      const outcome = await services.run(command);
      if (isText(command)) {
        if (outcome.ok) unsaved.current.delete(keyOf(command));
        else unsaved.current.set(keyOf(command), { command, fault: outcome.fault });
      }
      const [first] = unsaved.current.values();
      setHasUnsaved(first !== undefined);
      setFault(outcome.ok ? first?.fault : outcome.fault);
      return outcome;
    },
    [services],
  );
  const faults = useMemo<Faults>(
    () => ({
      fault,
      hasUnsaved,
      run,
      unsavedText: (command) => {
        const held = unsaved.current.get(keyOf(command))?.command;
        return held && textOf(held);
      },
      retry: async () => {
        for (const { command } of [...unsaved.current.values()]) await run(command);
      },
    }),
    [fault, hasUnsaved, run],
  );
  return <FaultsContext.Provider value={faults}>{children}</FaultsContext.Provider>;
}

/** @returns the way for a view to send a command: a failure is told in the view's notice. */
export function useRun(): Faults['run'] {
  return useFaults().run;
}

/** @throws outside {@link WithFaults} */
export function useFaults(): Faults {
  const faults = useContext(FaultsContext);
  if (!faults) throw new Error('A component needs WithFaults around it');
  return faults;
}

/** Says what failed, what is safe and what to do next; nothing while all is well. */
export function FaultNotice() {
  const { t } = useWords();
  const { fault, hasUnsaved, retry } = useFaults();
  return (
    <div role="alert">
      {fault && (
        <div class={styles.fault}>
          <Icon shape={TriangleAlert} />
          <p>{t(`faults.${fault}`)}</p>
          {hasUnsaved && (
            <Button look="plain" onClick={() => void retry()}>
              {t('common.retry')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface ReadFailureProps {
  readonly onRetry: () => void;
  /** What could not be read: the evidence, unless it is said. */
  readonly say?: 'faults.read-failed' | 'settings.readFailed';
}

/** A failed read: never an empty list, but an error with a way on. */
export function ReadFailure({ onRetry, say = 'faults.read-failed' }: ReadFailureProps) {
  const { t } = useWords();
  const asked = useRef(false);
  // Its button goes when reading works again: the page's heading then takes the focus.
  useEffect(
    () => () => {
      if (asked.current) document.querySelector('h1')?.focus();
    },
    [],
  );
  return (
    <div role="alert" class={styles.fault}>
      <Icon shape={TriangleAlert} />
      <p>{t(say)}</p>
      <Button
        look="plain"
        onClick={() => {
          asked.current = true;
          onRetry();
        }}
      >
        {t('common.retry')}
      </Button>
      {say === 'faults.read-failed' && <RecoveryLink />}
    </div>
  );
}

/** Commands that keep a text may keep something else instead: then there is no text to hold. */
function isText(command: Command): command is TextCommand {
  return textOf(command) !== undefined;
}

function keyOf(command: TextCommand): string {
  if (command.type === 'save-settings') return command.type;
  if (command.type === 'write-draft') return `${command.type} ${command.url}`;
  const field = command.type === 'write-facts' ? Object.keys(command.change).join() : '';
  return `${command.type} ${field} ${command.id}`;
}

function textOfFacts({ place, labels, activityDate }: FactsChange): string | undefined {
  return place ?? labels?.join(', ') ?? (activityDate === null ? '' : activityDate);
}

function textOf(command: Command): string | undefined {
  switch (command.type) {
    case 'write-note':
      return command.note;
    case 'write-title':
      return command.title;
    case 'write-draft':
      return command.change.title ?? undefined;
    case 'write-facts':
      return textOfFacts(command.change);
    case 'save-settings':
      return command.change.name;
    default:
      return undefined;
  }
}
