import { useMemo } from 'preact/hooks';
import type { Application } from '../../evidence/application/application.ts';
import type { Edition } from '../../evidence/application/edition.ts';
import { joinApplications, joinEditions } from '../../evidence/application/join-applications.ts';
import type { FileApplications } from '../../evidence/import/read-applications.ts';
import type { Applications } from '../../evidence/storage/applications.ts';

/** The applications and editions that files would add or complete. */
export interface Brought {
  readonly applications: readonly Application[];
  readonly editions: readonly Edition[];
}

/**
 * @param mine the present ones; records that a newer version wrote or that cannot be read are left alone
 * @param theirs those of the chosen files
 */
export function useBroughtApplications(mine: Applications, theirs: readonly FileApplications[]): Brought {
  return useMemo(() => {
    const isWritable = ({ id }: { readonly id: string }) => !mine.newer.has(id) && !mine.unreadable.has(id);
    const applications = joinApplications(
      mine.all,
      theirs.flatMap((one) => one.applications),
    );
    const editions = joinEditions(
      mine.editions,
      theirs.flatMap((one) => one.editions),
    );
    return {
      applications: [...applications.values()].filter(isWritable),
      editions: [...editions.values()].filter(isWritable),
    };
  }, [mine, theirs]);
}
