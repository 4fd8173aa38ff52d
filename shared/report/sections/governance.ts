import { fromIsoText, toCivilDate } from '../../charts/civil-date.ts';
import { facts, heading, list, type MaybeSection, paragraph, section, table } from '../document-parts.ts';
import type { RichText } from '../report-document.ts';
import type { ReportContext } from '../report-context.ts';
import { countText } from '../words/amount-text.ts';
import { dateText, dateTextOf } from '../words/date-text.ts';

const REVIEWS_SHOWN = 4;

/** From pilot to everybody: stages with their criteria. */
export function rolloutSection({ plan }: ReportContext): MaybeSection {
  return section('rollout', 'Rollout', [
    table('Stages', plan.proposal.rollout, [
      { heading: 'Stage', cell: ({ name }) => ({ strong: name, note: '' }) },
      { heading: 'From', width: 'auto', cell: ({ start }) => dateText(start) },
      { heading: 'Scope', width: 1.5, cell: ({ scope }) => scope },
      { heading: 'Goes on when', width: 1.5, cell: ({ criteria }) => criteria },
    ]),
  ]);
}

/** Who looks at it again, when, and what makes them look sooner. */
export function governanceSection({ plan, verdict }: ReportContext): MaybeSection {
  const { sponsor, reviewCadence, links } = plan.proposal;
  const every = countText(reviewCadence.everyMonths, 'month');
  return section('governance', 'Governance', [
    paragraph(
      `The promises and every assumption in this document are reviewed every ${every}. At each review the attainment of the past period is set against the promise, the assumptions are tested against what was measured, and the simulation is run again. Changes are made in a new version of this document, approved by the same roles; the version in force stays valid until then.`,
    ),
    facts([
      { term: 'Sponsor', text: sponsor },
      { term: 'Reviewed every', text: every },
      {
        term: 'Next reviews',
        text:
          reviewCadence.next &&
          reviewDays(reviewCadence.next, reviewCadence.everyMonths, verdict.to).join(', '),
      },
    ]),
    heading('What triggers a review before its time'),
    list([
      'A promise is breached, or half of its error budget is used before the middle of its period.',
      'Measured demand leaves the range assumed here for a whole month.',
      'A component, its capacity or an external provider’s own promise changes.',
    ]),
    links.length > 0 && heading('Dashboards and documents'),
    list(links.map(({ label, url }): RichText => [{ text: label, style: 'plain', url }])),
  ]);
}

/** Days of the next reviews up to the end of the horizon, a few at most. */
function reviewDays(first: string, everyMonths: number, until: string): string[] {
  const { year, month, day } = toCivilDate(fromIsoText(first));
  const days = Array.from({ length: REVIEWS_SHOWN }, (_none, index) => {
    const monthIndex = month - 1 + index * everyMonths;
    const lastOfMonth = toCivilDate(Date.UTC(year, monthIndex + 1, 0)).day;
    return Date.UTC(year, monthIndex, Math.min(day, lastOfMonth));
  });
  return days.filter((at, index) => index === 0 || at <= fromIsoText(until)).map(dateTextOf);
}

/** Places to sign; left out when nobody is named. */
export function signOffSection({ plan }: ReportContext): MaybeSection {
  const { approvers } = plan.proposal;
  if (approvers.length === 0) return null;
  return section('sign-off', 'Sign-off', [
    paragraph(
      'With their signature the parties accept the promises, the way they are measured, and the assumptions under which they hold.',
    ),
    { kind: 'signatures', rows: approvers.map(({ role, name }) => ({ role, name })) },
  ]);
}
