import type { Clause } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import { horizonSpan } from '../calendar/time-grid.ts';
import { DAY_MS } from '../units/instant.ts';

/** Clauses that measure nothing, or over longer than the horizon. */
export function clauseProblems(plan: Plan): Problem[] {
  return plan.clauses.flatMap((clause) => [...scopeProblems(plan, clause), ...windowProblems(plan, clause)]);
}

function scopeProblems({ regions }: Plan, { id, scope }: Clause): Problem[] {
  const path = `clauses/${id}/scope`;
  const empty = (['regions', 'devices', 'hours'] as const).find((part) => scope[part]?.length === 0);
  if (empty)
    return [
      {
        path: `${path}/${empty}`,
        message: `The scope names no ${empty} and leaves nothing to measure. Expected one, or none at all for everything.`,
      },
    ];
  if (!scope.devices) return [];
  const known = [...new Set(regions.flatMap(({ devices }) => devices.map((device) => device.id)))];
  const missing = scope.devices.find((device) => !known.includes(device));
  if (missing !== undefined)
    return [
      {
        path: `${path}/devices`,
        message: `No region has a device class "${missing}". Expected one of: ${known.join(', ') || 'none is defined'}.`,
      },
    ];
  const isThere = regions.some(
    (region) =>
      (!scope.regions || scope.regions.includes(region.id)) &&
      region.devices.some(({ id: device, share }) => share > 0 && scope.devices!.includes(device)),
  );
  if (isThere) return [];
  return [
    {
      path: `${path}/devices`,
      message: `None of the regions in scope has ${scope.devices.map((device) => `"${device}"`).join(' or ')}. Expected a device class of one of them, with a share above 0.`,
    },
  ];
}

const MONTHS = { week: 0, month: 1, quarter: 3, year: 12 };

function windowProblems({ timeZone, horizon }: Plan, { id, window }: Clause): Problem[] {
  const path = `clauses/${id}/window`;
  const whole = `the horizon is ${horizon.months} ${horizon.months === 1 ? 'month' : 'months'} long`;
  if (window.kind === 'calendarAligned')
    return MONTHS[window.unit] <= horizon.months
      ? []
      : [
          {
            path: `${path}/unit`,
            message: `A ${window.unit} is measured, but ${whole}. Expected a shorter window, or a horizon of at least ${MONTHS[window.unit]} months.`,
          },
        ];
  const { start, end } = horizonSpan(timeZone, horizon);
  const days = Math.round((end - start) / DAY_MS);
  return window.days <= days
    ? []
    : [
        {
          path: `${path}/days`,
          message: `${window.days} days are measured, but ${whole}. Expected at most ${days}.`,
        },
      ];
}
