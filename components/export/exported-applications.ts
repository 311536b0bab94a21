import { liveApplications } from '../../evidence/application/application.ts';
import type { ExportedApplications } from '../../evidence/export/format/contract.ts';
import type { Applications } from '../../evidence/storage/applications.ts';

/** @returns the applications that go into a backup: those that were not removed, and all copies */
export function exportedApplications({ all, copies }: Applications): ExportedApplications {
  return { applications: liveApplications(all.values()), copies: [...copies.values()] };
}
