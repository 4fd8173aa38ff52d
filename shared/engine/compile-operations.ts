import { occurrences, startInstant, type Interval } from '../calendar/recurrence.ts';
import type { TimeGrid } from '../calendar/time-grid.ts';
import type { Effect } from '../domain/operations.ts';
import type { Plan } from '../domain/plan.ts';
import { MINUTE_MS } from '../units/instant.ts';
import { CAUSE } from './causes.ts';
import { EFFECT, type CalendarInterval } from './compiled-plan.ts';

/** Maintenance, deployments and faults of stations (or of desks) as intervals in minutes, in order of their start (C4). */
export function compileOperations(
  plan: Plan,
  grid: TimeGrid,
  stations: readonly { id: string }[],
): CalendarInterval[] {
  const stationsOf = (ids: readonly string[]) =>
    stations.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []));
  const toMinutes = ({ start, end }: Interval) => ({
    start: (start - grid.start) / MINUTE_MS,
    end: (end - grid.start) / MINUTE_MS,
  });
  const maintenance = plan.operations.maintenance.flatMap((item) =>
    occurrences(item.window, grid.start, grid.end).flatMap((span) =>
      stationsOf(item.components).map((station) => ({
        station,
        ...toMinutes(span),
        ...valueOf(item.effect),
        cause: CAUSE.maintenance,
        announced: true,
        source: { kind: 'maintenance' as const },
      })),
    ),
  );
  const deployments = plan.operations.deployments.flatMap((item, index) =>
    occurrences(item.window, grid.start, grid.end).flatMap((span) =>
      stationsOf(item.components).map((station) => ({
        station,
        ...toMinutes(span),
        ...valueOf(item.effect),
        cause: CAUSE.deployment,
        announced: false,
        source: {
          kind: 'deployment' as const,
          index,
          purpose: `operations/deployments/${item.id}/${span.start}`,
        },
      })),
    ),
  );
  const faults = plan.operations.faults.flatMap((fault, index) => {
    const start = (startInstant(fault.at, plan.timeZone) - grid.start) / MINUTE_MS;
    return stationsOf([fault.component]).map((station) => ({
      station,
      start,
      end: start,
      ...valueOf(fault.effect),
      cause: CAUSE.failure,
      announced: false,
      source: { kind: 'fault' as const, index, purpose: `operations/faults/${fault.id}` },
    }));
  });
  return [...maintenance, ...deployments, ...faults].sort(
    (a, b) => a.start - b.start || a.station - b.station,
  );
}

export function valueOf(effect: Effect): { effect: number; value: number } {
  if (effect.kind === 'down') return { effect: EFFECT.down, value: 1 };
  if (effect.kind === 'reduced') return { effect: EFFECT.reduced, value: effect.share };
  return { effect: EFFECT.slow, value: effect.factor };
}
