import { liveApplications } from '../../evidence/application/application.ts';
import type { ExportedApplications } from '../../evidence/export/contract.ts';
import type { Applications } from '../../evidence/storage/store.ts';

/** @returns the applications that go into a backup: those that were not removed, and all copies */
export function exportedApplications({ all, copies }: Applications): ExportedApplications {
  return { applications: liveApplications(all.values()), copies: [...copies.values()] };
}
