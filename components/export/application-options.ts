import {
  type Application,
  type ApplicationField,
  fieldOf,
  textOf,
} from '../../evidence/application/application.ts';
import { isOutside } from '../../evidence/application/period.ts';
import { numberingOf, printReferences } from '../../evidence/application/references.ts';
import type { ExportOptions } from '../../evidence/export/format/contract.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { periodIn } from '../../locales/dates.ts';
import type { Words } from '../../locales/index.ts';

/** A document's details of the school, and which pieces are outside the period. */
type AboutSchool = Pick<ExportOptions, 'school' | 'period' | 'preparedBy' | 'isOutside'>;

/** The school's texts, whose references have the numbers used in the document. */
type OwnTexts = Pick<ExportOptions, 'explanations' | 'plans' | 'eSafety'>;

/** @param words in the document's language */
export function aboutSchool(application: Application, { language, t }: Words): AboutSchool {
  const { school, preparedBy, from, to } = application;
  return {
    school,
    preparedBy,
    period: periodIn(language, from, to, t),
    isOutside: (piece) => isOutside(piece, application),
  };
}

/**
 * @param pieces all of the list: texts may refer to pieces of other domains
 * @param domains the domains in the document; the text without a domain appears only if all are
 */
export function ownTexts(
  application: Application,
  pieces: Iterable<Piece>,
  domains: readonly MissionDomain[],
): OwnTexts {
  const numbering = numberingOf(arrange(pieces));
  const printed = (field: ApplicationField, home?: MissionDomain) =>
    printReferences(textOf(application, field), numbering, home);
  return {
    explanations: forEachDomain((domain) => printed(fieldOf(domain, 'explanation'), domain)),
    plans: forEachDomain((domain) => printed(fieldOf(domain, 'plan'), domain)),
    ...(domains.length === MISSION_DOMAINS.length && { eSafety: printed('eSafety') }),
  };
}
