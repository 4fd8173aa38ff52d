import { civilDate } from '../calendar/civil-date.ts';
import { publicHolidays } from '../calendar/holidays.ts';
import { createLocalClock } from '../calendar/local-time.ts';
import { createMemory } from '../calendar/remember.ts';
import { dateText, type TimeGrid } from '../calendar/time-grid.ts';
import { minuteOfWeek, weekMinutes } from '../calendar/weekly-hours.ts';
import type { SupportDesk } from '../domain/component.ts';
import type { Plan } from '../domain/plan.ts';
import { MINUTE_MS } from '../units/instant.ts';
import type { CompiledDesk } from './compiled-plan.ts';

/** Who is at every support desk, cut where shifts change (C7). */
export function compileDesks(plan: Plan, grid: TimeGrid): CompiledDesk[] {
  return plan.components.flatMap((component, position) =>
    component.kind === 'supportDesk'
      ? [{ id: component.id, component: position, ...rosterOf(component, grid) }]
      : [],
  );
}

type Roster = Omit<CompiledDesk, 'id' | 'component'>;

function rosterOf({ shifts, holidays, timeZone }: SupportDesk, grid: TimeGrid): Roster {
  const { start, steps, stepMinutes } = grid;
  const key = [shifts.map(({ hours }) => hours), holidays, timeZone, start, steps, stepMinutes];
  return rosters(key, () => makeRoster(shifts, closedDays(holidays, grid), timeZone, grid));
}

const rosters = createMemory<Roster>(8);

function makeRoster(
  shifts: SupportDesk['shifts'],
  closed: ReadonlySet<string>,
  timeZone: string,
  { start, end, steps, stepMinutes }: TimeGrid,
): Roster {
  const clock = createLocalClock(timeZone, start, end);
  const onDuty = shifts.map(({ hours }) => weekMinutes([hours]));
  const staffs: number[][] = [[]];
  const known = new Map<string, number>([['', 0]]);
  const staffOfMinute = Uint16Array.from(onDuty[0]!, (_none, minute) => {
    const present = onDuty.flatMap((inside, shift) => (inside[minute] === 1 ? [shift] : []));
    const found = known.get(present.join()) ?? staffs.push(present) - 1;
    known.set(present.join(), found);
    return found;
  });
  const pieces: { step: number; start: number; staff: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const wall = clock.toWall(start + step * stepMinutes * MINUTE_MS);
    const first = minuteOfWeek(wall);
    const isClosed = closed.has(dateText(wall));
    for (let minute = 0; minute < stepMinutes; minute++) {
      const staff = isClosed ? 0 : staffOfMinute[(first + minute) % staffOfMinute.length]!;
      if (minute === 0 || staff !== pieces.at(-1)!.staff)
        pieces.push({ step, start: step * stepMinutes + minute, staff });
    }
  }
  return {
    staffs,
    step: Int32Array.from(pieces, ({ step }) => step),
    start: Float64Array.from(pieces, (piece) => piece.start),
    staff: Uint16Array.from(pieces, ({ staff }) => staff),
  };
}

/** Local days on which public holidays close the desk. */
function closedDays(holidays: string | undefined, { start, end }: TimeGrid): Set<string> {
  if (holidays === undefined) return new Set();
  const first = civilDate(start).year - 1;
  const last = civilDate(end).year + 1;
  return new Set(
    publicHolidays(
      holidays,
      Array.from({ length: last - first + 1 }, (_none, offset) => first + offset),
    ),
  );
}
