import type { ExportWords } from '../../evidence/export/format/contract.ts';
import { forEachDomain } from '../../evidence/mission-domain.ts';
import { dateIn } from '../../locales/dates.ts';
import type { Words } from '../../locales/index.ts';

/**
 * Gathers the words of a document.
 * @param words in the document's language
 * @param exportedAt ISO 8601 UTC
 * @param timeZone IANA name; by default the teacher's own
 */
export function exportWords(words: Words, exportedAt: string, timeZone?: string): ExportWords {
  const { t, mission, language, direction } = words;
  const date = (timestamp: string) => dateIn(language, timestamp, 'long', timeZone);
  return {
    language,
    direction,
    domainTitles: forEachDomain((domain) => mission.domains[domain].title),
    officialTexts: forEachDomain((domain) => mission.domains[domain].text),
    documentTitle: t('document.title'),
    madeOn: t('document.madeOn', { date: date(exportedAt) }),
    noEvidence: t('document.noEvidence'),
    untitled: t('common.untitled'),
    columns: {
      number: t('document.columns.number'),
      domain: t('document.columns.domain'),
      title: t('document.columns.title'),
      address: t('document.columns.address'),
      note: t('document.columns.note'),
      quotes: t('document.columns.quotes'),
      activityDate: t('document.columns.activityDate'),
      taggedOn: t('document.columns.taggedOn'),
      taggedBy: t('document.columns.taggedBy'),
      labels: t('document.columns.labels'),
      access: t('document.columns.access'),
      status: t('document.columns.status'),
      id: t('document.columns.id'),
    },
    sheets: {
      evidence: t('document.sheets.evidence'),
      coverage: t('document.sheets.coverage'),
      pieces: t('document.sheets.pieces'),
      state: t('document.sheets.state'),
    },
    coverage: {
      empty: t('document.coverage.empty'),
      thin: t('document.coverage.thin'),
      covered: t('document.coverage.covered'),
    },
    shortened: t('document.shortened'),
    keptAt: t('document.keptAt'),
    outsidePeriod: t('document.outsidePeriod'),
    notOnTheWeb: t('document.notOnTheWeb'),
    status: { done: t('document.status.done'), planned: t('document.status.planned') },
    access: {
      everyone: t('document.access.everyone'),
      login: t('document.access.login'),
      local: t('document.access.local'),
    },
    probableAccess: {
      everyone: t('document.probableAccess.everyone'),
      login: t('document.probableAccess.login'),
      local: t('document.probableAccess.local'),
    },
    report: {
      school: t('document.report.school'),
      period: t('document.report.period'),
      preparedBy: t('document.report.preparedBy'),
      official: t('document.report.official'),
      coverage: t('document.report.coverage'),
      pieces: t('document.report.pieces'),
      standing: t('document.report.standing'),
      eSafety: t('document.report.eSafety'),
      explanation: t('document.report.explanation'),
      evidence: t('document.report.evidence'),
      plan: t('document.report.plan'),
      approval: t('document.report.approval'),
      approved: t('document.report.approved'),
      name: t('document.report.name'),
      date: t('document.report.date'),
      signature: t('document.report.signature'),
    },
    findQuote: t('document.findQuote'),
    quotation: (passage) => t('document.quotation', { passage }),
    screenshotOf: (title) => t('document.screenshotOf', { title }),
    leftOut: (count) => t('document.leftOut', { count }),
    count: (count) => t('common.pieces', { count }),
    date,
    day: (day) => dateIn(language, `${day}T00:00:00.000Z`, 'long', 'UTC'),
    isoDate: (timestamp) => isoDate(timestamp, timeZone),
  };
}

/**
 * @param timestamp ISO 8601 UTC
 * @param timeZone IANA name; by default the teacher's own
 * @returns the local date as YYYY-MM-DD, which is the Swedish date format
 */
export function isoDate(timestamp: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...zone }).format(new Date(timestamp));
}
