import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../evidence/commands/command.ts';
import type { Command } from '../evidence/commands/index.ts';
import type { Fault } from '../evidence/fault.ts';
import { withBegun } from '../evidence/piece/begun-label.ts';
import { useCommonServices } from './services.ts';

/** A failure in a view: a command failed, or evidence could not be read. */
export type ViewFault = Fault | 'read-failed';

/** A failure of the program itself: a part could not be loaded, or an error was not caught. */
type Trouble = 'partMissing' | 'unexpected';

/** A command that saves text while it is typed. */
export type TextCommand = Extract<
  Command,
  {
    type:
      | 'write-note'
      | 'write-title'
      | 'write-draft'
      | 'edit-facts'
      | 'save-settings'
      | 'save-application'
      | 'write-application-text';
  }
>;

interface Faults {
  readonly fault: ViewFault | undefined;
  /** Some texts could not be saved. */
  readonly hasUnsaved: boolean;
  run(command: Command): Promise<Outcome>;
  readonly trouble: Trouble | undefined;
  /** Reports that a part of the program could not be loaded. */
  missPart(): void;
  /** @returns the unsaved text of a command like this one, if there is one */
  unsavedText(command: TextCommand): string | undefined;
  retry(): Promise<void>;
}

const FaultsContext = createContext<Faults | undefined>(undefined);

/**
 * Remembers failures, for `FaultNotice` to show. A text that could not be saved is held here, whatever
 * happens to its field, until it is saved; the success of another command does not hide that.
 */
export function WithFaults({ children }: { children: ComponentChildren }) {
  const services = useCommonServices();
  const [fault, setFault] = useState<ViewFault>();
  const [hasUnsaved, setHasUnsaved] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const unsaved = useRef(new Map<string, { command: TextCommand; fault: ViewFault }>());

  // A layout effect: effects of a tab in the background may be delayed for long.
  useLayoutEffect(() => services.onUnexpected(() => setTrouble((now) => now ?? 'unexpected')), [services]);

  const run = useCallback(
    async (command: Command) => {
      const held = isText(command) ? unsaved.current.get(keyOf(command)) : undefined;
      // Trying again must not restore the text that this one replaces.
      if (held && isText(command)) held.command = command;
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
      trouble,
      missPart: () => setTrouble('partMissing'),
      unsavedText: (command) => {
        const held = unsaved.current.get(keyOf(command))?.command;
        return held && textOf(held);
      },
      retry: async () => {
        for (const { command } of [...unsaved.current.values()]) await run(command);
      },
    }),
    [fault, hasUnsaved, trouble, run],
  );
  return <FaultsContext.Provider value={faults}>{children}</FaultsContext.Provider>;
}

/** @returns a function that sends a command and shows a failure in the view's notice. */
export function useRun(): Faults['run'] {
  return useFaults().run;
}

/** @throws outside {@link WithFaults} */
export function useFaults(): Faults {
  const faults = useContext(FaultsContext);
  if (!faults) throw new Error('A component needs WithFaults around it');
  return faults;
}

/** Commands that save text may save something else instead, in which case there is no text to hold. */
function isText(command: Command): command is TextCommand {
  return textOf(command) !== undefined;
}

function keyOf(command: TextCommand): string {
  if (command.type === 'save-settings') return command.type;
  if (command.type === 'write-draft') return `${command.type} ${command.url}`;
  // Adds the field, if the record has several texts.
  const field = 'field' in command ? command.field : 'change' in command && Object.keys(command.change);
  const named = 'ids' in command ? command.ids.join() : command.id;
  return [command.type, field, named].join(' ');
}

function textOfFacts({ change, begun }: Extract<Command, { type: 'edit-facts' }>): string | undefined {
  const { place, labels, activityDate } = change;
  return (
    place ?? (labels && withBegun(labels, begun).join(', ')) ?? (activityDate === null ? '' : activityDate)
  );
}

function textOf(command: Command): string | undefined {
  switch (command.type) {
    case 'write-note':
      return command.note;
    case 'write-title':
      return command.title;
    case 'write-draft':
      return command.change.title ?? undefined;
    case 'edit-facts':
      return textOfFacts(command);
    case 'save-settings':
      return command.change.name;
    case 'save-application':
      return Object.values(command.change).join();
    case 'write-application-text':
      return command.text;
    default:
      return undefined;
  }
}
