import type { SpanRequest } from '#shared/contract/replay-records.ts';
import { createTimeGrid } from '#shared/calendar/time-grid.ts';
import { startInstant } from '#shared/calendar/recurrence.ts';
import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { localDateTime } from '#shared/domain/time.ts';
import { MINUTE_MS } from '#shared/units/instant.ts';
import { UserProblem } from '../problems.ts';

/** A request whose moments are minutes from the start of the horizon. */
export interface Span {
  from: number;
  minutes: number;
  interventions: Intervention[];
}

/** Throws `span-invalid` with everything that is wrong with the request. */
export function readSpan(plan: Plan, request: SpanRequest): Span {
  const grid = createTimeGrid(plan.timeZone, plan.horizon);
  const instant = readInstant(request.at, plan.timeZone);
  if (instant === undefined) {
    throw invalid([
      {
        path: 'at',
        message: `"${request.at}" is no moment. Expected one such as "${plan.horizon.start}T18:00" on the plan's clock (${plan.timeZone}), or with a zone, "${plan.horizon.start}T18:00Z".`,
      },
    ]);
  }
  const from = Math.round((instant - grid.start) / MINUTE_MS);
  const last = grid.steps * grid.stepMinutes - request.minutes;
  if (from < 0 || from > last) throw invalid([outside(plan, request, from)]);
  const problems = request.interventions.flatMap((each, index) => problemsOf(plan, request, each, index));
  if (problems.length > 0) throw invalid(problems);
  const interventions = request.interventions.map((each) => ({ ...each, from: from + each.from }));
  return { from, minutes: request.minutes, interventions };
}

const invalid = (problems: Problem[]): UserProblem => new UserProblem('span-invalid', problems);

/** Epoch milliseconds; undefined where the text is no moment. */
function readInstant(text: string, timeZone: string): number | undefined {
  if (localDateTime.safeParse(text).success) return startInstant(text, timeZone);
  const isZoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = isZoned ? Date.parse(text) : Number.NaN;
  return Number.isFinite(instant) ? instant : undefined;
}

function outside({ horizon, timeZone }: Plan, { at, minutes }: SpanRequest, from: number): Problem {
  const where = from < 0 ? 'before the plan begins' : 'past its end';
  const months = `${horizon.months} ${horizon.months === 1 ? 'month' : 'months'}`;
  return {
    path: 'at',
    message: `${minutes} minutes from ${at} are ${where}. Expected a span inside the ${months} from ${horizon.start} (${timeZone}).`,
  };
}

function problemsOf(plan: Plan, { minutes }: SpanRequest, each: Intervention, index: number): Problem[] {
  const path = `interventions/${index}`;
  const problems: Problem[] = [];
  if (each.from >= minutes) {
    const message = `Minute ${each.from} is not in the span. Expected 0 to ${minutes - 1}.`;
    problems.push({ path: `${path}/from`, message });
  }
  if (each.kind === 'fault') {
    const serving = plan.components.filter(({ kind }) => kind !== 'supportDesk').map(({ id }) => id);
    if (!serving.includes(each.component)) {
      problems.push({
        path: `${path}/component`,
        message: `There is no component "${each.component}" that requests call. Expected one of: ${serving.join(', ')}.`,
      });
    }
    return problems;
  }
  const journeys = plan.journeys.map(({ id }) => id);
  const unknown = (each.journeys ?? []).filter((id) => !journeys.includes(id));
  if (unknown.length > 0) {
    problems.push({
      path: `${path}/journeys`,
      message: `There is no journey "${unknown[0]}". Expected one of: ${journeys.join(', ')}.`,
    });
  }
  return problems;
}
