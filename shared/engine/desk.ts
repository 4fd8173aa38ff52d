import { abandonmentQueue } from '../queueing/abandonment.ts';
import { CAUSE, CAUSES } from './causes.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Draw } from './draw-inputs.ts';
import type { Ledger } from './ledger.ts';

/** One support desk in one future. Times in minutes, rates per minute. */
export interface DeskState {
  agents: Float64Array;
  handling: number;
  patience: number;
  perRequest: number;
  perFailure: number;
  /** Tickets waiting. */
  backlog: number;
  nextAgents: number;
  tickets: number;
  waitMinutes: number;
  utilization: number;
  /** Share answered in time without backlog, by agents and limit, over utilization; NaN until needed. */
  answered: Map<number, Float64Array>;
  /** Desk minutes a ticket waits behind the backlog, at four moments of the step. */
  delays: Float64Array;
  /** Share of customers patient enough for each of them. */
  stays: Float64Array;
}

export function createDesks(compiled: CompiledPlan): DeskState[] {
  return compiled.desks.map(({ shifts }) => ({
    agents: new Float64Array(shifts.length),
    handling: 0,
    patience: 0,
    perRequest: 0,
    perFailure: 0,
    backlog: 0,
    nextAgents: 0,
    tickets: 0,
    waitMinutes: 0,
    utilization: 0,
    answered: new Map(),
    delays: new Float64Array(MOMENTS.length),
    stays: new Float64Array(MOMENTS.length),
  }));
}

export function drawDesks({ plan, desks }: CompiledPlan, states: readonly DeskState[], draw: Draw): void {
  desks.forEach(({ component }, index) => {
    const desk = plan.components[component]!;
    const state = states[index]!;
    if (desk.kind !== 'supportDesk') return;
    const at = `components/${desk.id}`;
    desk.shifts.forEach(({ agents }, shift) => {
      state.agents[shift] = Math.round(draw(agents, `${at}/shifts/${shift}/agents`));
    });
    state.handling = draw(desk.handlingMinutes, `${at}/handlingMinutes`, 0.01);
    state.patience =
      desk.patienceMinutes === undefined
        ? Infinity
        : draw(desk.patienceMinutes, `${at}/patienceMinutes`, 0.01);
    state.perRequest = draw(desk.ticketsPerThousandRequests, `${at}/ticketsPerThousandRequests`) / 1000;
    state.perFailure = draw(desk.ticketsPerThousandFailures, `${at}/ticketsPerThousandFailures`) / 1000;
    state.backlog = 0;
    state.answered.clear();
    state.nextAgents = Math.max(1, ...state.agents);
  });
}

const MOMENTS = [0.125, 0.375, 0.625, 0.875];

/** Serves one step's tickets and enters them for the desk's clauses (C7). */
export function stepDesk(
  compiled: CompiledPlan,
  ledger: Ledger,
  states: readonly DeskState[],
  index: number,
  step: number,
  requests: number,
  failures: number,
): void {
  const desk = compiled.desks[index]!;
  const state = states[index]!;
  const minutes = compiled.grid.stepMinutes;
  const tickets = requests * state.perRequest + failures * state.perFailure;
  let agents = 0;
  for (let shift = 0; shift < desk.shifts.length; shift++)
    agents += desk.shifts[shift]![step]! * state.agents[shift]!;
  const open = desk.open[step]!;
  const staffed = open > 0 ? agents / open : 0;
  if (staffed > 0) state.nextAgents = staffed;
  const before = state.backlog;
  const served = (state.nextAgents / state.handling) * minutes * open;
  const patientLeave =
    state.patience === Infinity
      ? 0
      : ((before + tickets / 2) * minutes * open) / (state.patience + minutes * open);
  state.backlog = Math.max(
    0,
    before + tickets - served - Math.min(patientLeave, Math.max(0, before + tickets - served)),
  );
  state.tickets = tickets;
  state.utilization =
    staffed > 0 ? ((tickets / (minutes * Math.max(open, 1e-9))) * state.handling) / staffed : 0;
  state.waitMinutes = waitOf(state, before);
  enterTickets(ledger, state, index, step, before, tickets, minutes);
}

function waitOf(state: DeskState, before: number): number {
  return drainTime(state, (before + state.backlog) / 2);
}

/** Desk minutes until those ahead are served or have left: (1/θ) ln(1 + θq / μ). */
function drainTime({ patience, nextAgents, handling }: DeskState, ahead: number): number {
  const rate = nextAgents / handling;
  return patience === Infinity ? ahead / rate : patience * Math.log1p(ahead / (patience * rate));
}

function enterTickets(
  ledger: Ledger,
  state: DeskState,
  index: number,
  step: number,
  before: number,
  tickets: number,
  minutes: number,
): void {
  const { delays } = state;
  const isMoving = before > 1e-9 || state.backlog > 1e-9;
  for (let moment = 0; moment < MOMENTS.length; moment++) {
    delays[moment] = isMoving ? drainTime(state, before + MOMENTS[moment]! * (state.backlog - before)) : 0;
    state.stays[moment] = state.patience === Infinity ? 1 : Math.exp(-delays[moment]! / state.patience);
  }
  for (let entry = 0; entry < ledger.clauses.length; entry++) {
    const { clause, tiers } = ledger.clauses[entry]!;
    if (clause.metric !== 'supportResponse' || clause.subject !== index) continue;
    const bin = clause.binOf[step]!;
    const valid = tickets * (clause.hours ? clause.hours[step]! : 1);
    if (bin < 0 || valid === 0) continue;
    for (let tier = 0; tier < tiers.length; tier++) {
      const limit = clause.tiers[tier]!.threshold;
      const good =
        valid * (isMoving ? answeredBehind(state, limit) : answeredAtOnce(state, tickets / minutes, limit));
      const sums = tiers[tier]!;
      sums.good[bin]! += good;
      sums.valid[bin]! += valid;
      sums.otherGood[bin]! += good;
      sums.otherValid[bin]! += valid;
      sums.bad[bin * CAUSES + CAUSE.staffing]! += valid - good;
    }
  }
}

/** Share of tickets behind a backlog that are answered within `limit` desk minutes, those who leave before not. */
function answeredBehind({ delays, stays }: DeskState, limit: number): number {
  let share = 0;
  for (let moment = 0; moment < delays.length; moment++) {
    if (delays[moment]! <= limit) share += stays[moment]! / delays.length;
  }
  return share;
}

const POINTS = 33;
const FULL = 0.98;

/** Erlang A without backlog, straight lines between utilizations; above `FULL` the fluid queue takes over. */
function answeredAtOnce(state: DeskState, rate: number, limit: number): number {
  const servers = Math.max(1, Math.round(state.nextAgents));
  const utilization = Math.min(FULL, (rate * state.handling) / servers);
  const position = (utilization / FULL) * (POINTS - 1);
  const point = Math.min(POINTS - 2, Math.floor(position));
  const below = answeredAt(state, servers, limit, point);
  return below + (position - point) * (answeredAt(state, servers, limit, point + 1) - below);
}

function answeredAt(state: DeskState, servers: number, limit: number, point: number): number {
  const key = servers * 1e6 + limit;
  let row = state.answered.get(key);
  if (!row) state.answered.set(key, (row = new Float64Array(POINTS).fill(Number.NaN)));
  if (Number.isNaN(row[point]!)) {
    const arrivalRate = ((point / (POINTS - 1)) * FULL * servers) / state.handling;
    row[point] = abandonmentQueue({
      servers,
      arrivalRate,
      meanService: state.handling,
      meanPatience: state.patience,
    }).servedWithin(limit);
  }
  return row[point]!;
}
