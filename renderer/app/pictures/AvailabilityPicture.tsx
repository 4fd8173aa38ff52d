import { useMemo } from 'react';
import { attainedLines, upLines } from '#shared/charts/availability-lines.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';

/** `clause:…`, `journey:…` or `component:…`. */
export type UpSubject = `${'clause' | 'journey' | 'component'}:${string}`;

export interface AvailabilityPictureProps {
  pictures: RunPictures;
  subject: UpSubject;
  height: number;
}

/** How much is up: as a promise counts it and against its tiers, or of a journey or component as it is. */
export function AvailabilityPicture({ pictures, subject, height }: AvailabilityPictureProps) {
  const plan = usePlan();
  const data = useMemo(() => linesOf(pictures, plan, subject), [pictures, plan, subject]);
  return <LineChart {...wordsOf(plan, subject)} data={data} height={height} />;
}

function linesOf(pictures: RunPictures, { clauses }: Plan, subject: UpSubject) {
  const [kind, id = ''] = subject.split(':');
  const clause = clauses.find((candidate) => candidate.id === id);
  if (kind === 'clause' && clause) return attainedLines(pictures, clause, 'baseline');
  return upLines(pictures, kind === 'component' ? { component: id } : { journey: id });
}

function wordsOf({ clauses, journeys, components }: Plan, subject: UpSubject) {
  const [kind, id] = subject.split(':');
  const nameIn = (list: readonly { id: string; name: string }[]) =>
    list.find((candidate) => candidate.id === id)?.name ?? '';
  const bands = '50, 80, 95\u00a0% of futures';
  if (kind === 'clause') {
    const clause = clauses.find((candidate) => candidate.id === id);
    const maintenance = `maintenance ${clause?.accounting.maintenance ?? 'counted'}`;
    return {
      title: nameIn(clauses),
      subtitle: `share attained as the promise counts it, ${maintenance}; ${bands}`,
    };
  }
  return kind === 'journey'
    ? {
        title: `${nameIn(journeys)}: requests answered`,
        subtitle: `share by month, maintenance counted; ${bands}`,
      }
    : { title: `${nameIn(components)}: up`, subtitle: `share of the month, maintenance counted; ${bands}` };
}
