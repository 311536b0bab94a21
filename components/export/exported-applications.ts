import { liveApplications } from '../../evidence/application/application.ts';
import type { ExportedApplications } from '../../evidence/export/format/contract.ts';
import type { Applications } from '../../evidence/storage/applications.ts';

/** @returns the applications for a backup: those that are not deleted, and all editions */
export function exportedApplications({ all, editions }: Applications): ExportedApplications {
  return { applications: liveApplications(all.values()), editions: [...editions.values()] };
}
