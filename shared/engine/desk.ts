import { abandonmentQueue } from '../queueing/abandonment.ts';
import { CAUSE, CAUSES } from './causes.ts';
import type { CompiledDesk, CompiledPlan } from './compiled-plan.ts';
import type { Draw } from './draw-inputs.ts';
import type { LedgerClause } from './ledger.ts';

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
  answered: Map<string, Answered>;
  last: Answered[];
  ahead: Float64Array;
  stays: Float64Array;
}

/** What a number of agents answers within a limit in desk minutes. */
interface Answered {
  limit: number;
  agents: number;
  /** Tickets ahead of one that is still answered in time. */
  most: number;
  servers: number;
  /** Share answered in time without backlog, over utilization; NaN until needed. */
  row: Float64Array;
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
    last: [],
    ahead: new Float64Array(MOMENTS.length),
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
    state.last.length = 0;
    state.nextAgents = Math.max(1, ...state.agents);
  });
}

const MOMENTS = [0.125, 0.375, 0.625, 0.875];

/** Serves one step's tickets and enters them for the desk's clauses (C7). */
export function stepDesk(
  { shifts, open: openOf }: CompiledDesk,
  minutes: number,
  entries: readonly LedgerClause[],
  state: DeskState,
  step: number,
  requests: number,
  failures: number,
): void {
  const tickets = requests * state.perRequest + failures * state.perFailure;
  const open = openOf[step]!;
  let staffed = 0;
  if (open > 0) {
    for (let shift = 0; shift < shifts.length; shift++)
      staffed += shifts[shift]![step]! * state.agents[shift]!;
    staffed /= open;
    if (staffed > 0) state.nextAgents = staffed;
  }
  const before = state.backlog;
  const rate = state.nextAgents / state.handling;
  const left = Math.max(0, before + tickets - rate * minutes * open);
  const patientLeave =
    left === 0 || state.patience === Infinity
      ? 0
      : ((before + tickets / 2) * minutes * open) / (state.patience + minutes * open);
  state.backlog = Math.max(0, left - patientLeave);
  state.tickets = tickets;
  state.utilization =
    staffed > 0 ? ((tickets / (minutes * Math.max(open, 1e-9))) * state.handling) / staffed : 0;
  state.waitMinutes = drainTime(state, (before + state.backlog) / 2);
  enterTickets(entries, state, step, before, tickets, minutes);
}

/** Desk minutes until those ahead are served or have left: (1/θ) ln(1 + θq / μ). */
function drainTime({ patience, nextAgents, handling }: DeskState, ahead: number): number {
  if (ahead === 0) return 0;
  const rate = nextAgents / handling;
  return patience === Infinity ? ahead / rate : patience * Math.log1p(ahead / (patience * rate));
}

function enterTickets(
  entries: readonly LedgerClause[],
  state: DeskState,
  step: number,
  before: number,
  tickets: number,
  minutes: number,
): void {
  const isMoving = before > 1e-9 || state.backlog > 1e-9;
  if (isMoving) queueBehind(state, before);
  for (let entry = 0; entry < entries.length; entry++) {
    const { clause, tiers } = entries[entry]!;
    const bin = clause.binOf[step]!;
    const valid = tickets * (clause.hours ? clause.hours[step]! : 1);
    if (bin < 0 || valid === 0) continue;
    for (let tier = 0; tier < tiers.length; tier++) {
      const answered = answeredFor(state, clause.tiers[tier]!.threshold);
      const good =
        valid *
        (isMoving
          ? answeredBehind(state, answered.most)
          : answeredAtOnce(state, tickets / minutes, answered));
      const sums = tiers[tier]!;
      sums.good[bin]! += good;
      sums.valid[bin]! += valid;
      sums.otherGood[bin]! += good;
      sums.otherValid[bin]! += valid;
      sums.bad[bin * CAUSES + CAUSE.staffing]! += valid - good;
    }
  }
}

/** The tables for the agents now there and a limit in desk minutes; `last` is a shortcut to those used just before. */
function answeredFor(state: DeskState, limit: number): Answered {
  for (let at = 0; at < state.last.length; at++) {
    const known = state.last[at]!;
    if (known.limit === limit && known.agents === state.nextAgents) return known;
  }
  const { nextAgents: agents, handling, patience } = state;
  const key = `${agents}/${limit}`;
  let found = state.answered.get(key);
  if (!found) {
    const rate = agents / handling;
    // The longest queue that drains within the limit: drainTime turned round.
    const most = patience === Infinity ? limit * rate : patience * rate * Math.expm1(limit / patience);
    const servers = Math.max(1, Math.round(agents));
    found = { limit, agents, most, servers, row: new Float64Array(POINTS).fill(Number.NaN) };
    state.answered.set(key, found);
  }
  if (state.last.length >= 8) state.last.length = 0;
  state.last.push(found);
  return found;
}

/** Tickets ahead at four moments of the step, and the share patient enough for them: 1 / (1 + θq / μ). */
function queueBehind(state: DeskState, before: number): void {
  const { ahead, stays, backlog, patience, nextAgents, handling } = state;
  const leaving = patience === Infinity ? 0 : handling / (nextAgents * patience);
  for (let moment = 0; moment < MOMENTS.length; moment++) {
    const queue = before + MOMENTS[moment]! * (backlog - before);
    ahead[moment] = queue;
    stays[moment] = 1 / (1 + queue * leaving) / MOMENTS.length;
  }
}

/** Share of tickets behind a backlog with fewer than `most` ahead of them, those who leave before not. */
function answeredBehind({ ahead, stays }: DeskState, most: number): number {
  let share = 0;
  for (let moment = 0; moment < MOMENTS.length; moment++) if (ahead[moment]! <= most) share += stays[moment]!;
  return share;
}

const POINTS = 33;
const FULL = 0.98;

/** Erlang A without backlog, straight lines between utilizations; above `FULL` the fluid queue takes over. */
function answeredAtOnce(state: DeskState, rate: number, answered: Answered): number {
  const utilization = Math.min(FULL, (rate * state.handling) / answered.servers);
  const position = (utilization / FULL) * (POINTS - 1);
  const point = Math.min(POINTS - 2, position | 0);
  const below = answeredAt(state, answered, point);
  return below + (position - point) * (answeredAt(state, answered, point + 1) - below);
}

function answeredAt(state: DeskState, { row, servers, limit }: Answered, point: number): number {
  const known = row[point]!;
  if (known === known) return known;
  const arrivalRate = ((point / (POINTS - 1)) * FULL * servers) / state.handling;
  return (row[point] = abandonmentQueue({
    servers,
    arrivalRate,
    meanService: state.handling,
    meanPatience: state.patience,
  }).servedWithin(limit));
}
