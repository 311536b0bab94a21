import { useMemo, useRef } from 'preact/hooks';
import { joinApplications, joinCopies } from '../../evidence/application/join-applications.ts';
import type { FileApplications } from '../../evidence/import/read-applications.ts';
import type { Applications } from '../../evidence/store.ts';
import { useRun } from '../faults.tsx';

/** The applications that files would bring. */
interface Brought {
  /** How many applications and copies would be added or completed. */
  readonly count: number;
  /** @returns whether they are here now */
  bringIn(): Promise<boolean>;
  /** Takes back what was added; what was completed stays so. */
  undo(): Promise<void>;
}

/**
 * @param mine what is here
 * @param theirs of the chosen files
 */
export function useBroughtApplications(mine: Applications, theirs: readonly FileApplications[]): Brought {
  const run = useRun();
  const added = useRef<{ readonly applications: readonly string[]; readonly copies: readonly string[] }>(
    undefined,
  );
  const { applications, copies } = useMemo(
    () => ({
      applications: joinApplications(
        mine.all,
        theirs.flatMap((one) => one.applications),
      ),
      copies: joinCopies(
        mine.copies,
        theirs.flatMap((one) => one.copies),
      ),
    }),
    [mine, theirs],
  );
  const count = applications.size + copies.size;

  return {
    count,
    async bringIn() {
      added.current = undefined;
      if (count === 0) return true;
      const { ok } = await run({
        type: 'import-applications',
        applications: [...applications.values()],
        copies: [...copies.values()],
      });
      if (ok) {
        added.current = {
          applications: [...applications.keys()].filter((id) => !mine.all.has(id)),
          copies: [...copies.keys()],
        };
      }
      return ok;
    },
    async undo() {
      for (const id of added.current?.applications ?? []) await run({ type: 'remove-application', id });
      for (const id of added.current?.copies ?? []) await run({ type: 'erase-application-copy', id });
      added.current = undefined;
    },
  };
}
