import type { CompiledDesk, CompiledPlan } from './compiled-plan.ts';
import type { DeskPace, DeskTeam } from './desk-answers.ts';
import type { Draw } from './draw-inputs.ts';
import type { Ledger, LedgerClause } from './ledger.ts';

/** One support desk in one future. Arrays without another word go by step. */
export interface DeskState {
  pace: DeskPace;
  perRequest: number;
  perFailure: number;
  /** Agents drawn by shift. */
  shifts: Float64Array;
  /** Agents there, mean over the step's open part; 0 where nobody is. And the shifts it was filled for. */
  staff: Float64Array;
  staffedFor: Float64Array;
  /** Tickets that come in, those waiting at the end, and agents there now or last. */
  tickets: Float64Array;
  backlog: Float64Array;
  agents: Float64Array;
  /** ln(1 + θq / μ) of the backlog: the time it takes to drain, in means of patience. */
  backlogLog: Float64Array;
  /** Where the walk is: agents there, tickets waiting and the log of them. */
  now: { agents: number; waiting: number; log: number };
  clauses: DeskClause[];
}

/** A clause about the desk. */
export interface DeskClause {
  entry: LedgerClause;
  /** By number of agents. */
  teams: Map<number, DeskTeam>;
  /** Of one bin, by tier. */
  goods: Float64Array;
}

export function createDesks({ desks, grid }: CompiledPlan, ledger: Ledger): DeskState[] {
  const byStep = () => new Float64Array(grid.steps);
  return desks.map(({ shifts }, index) => ({
    pace: { handling: 0, patience: 0 },
    perRequest: 0,
    perFailure: 0,
    shifts: new Float64Array(shifts.length),
    staff: byStep(),
    staffedFor: new Float64Array(shifts.length).fill(Number.NaN),
    tickets: byStep(),
    backlog: byStep(),
    agents: byStep(),
    backlogLog: byStep(),
    now: { agents: 0, waiting: 0, log: 0 },
    clauses: ledger.clauses
      .filter(({ clause }) => clause.metric === 'supportResponse' && clause.subject === index)
      .map((entry) => ({ entry, teams: new Map(), goods: new Float64Array(entry.tiers.length) })),
  }));
}

export function drawDesks({ plan, desks }: CompiledPlan, states: readonly DeskState[], draw: Draw): void {
  desks.forEach((own, index) => {
    const desk = plan.components[own.component]!;
    const state = states[index]!;
    if (desk.kind !== 'supportDesk') return;
    const at = `components/${desk.id}`;
    desk.shifts.forEach(({ agents }, shift) => {
      state.shifts[shift] = Math.round(draw(agents, `${at}/shifts/${shift}/agents`));
    });
    state.pace = {
      handling: draw(desk.handlingMinutes, `${at}/handlingMinutes`, 0.01),
      patience:
        desk.patienceMinutes === undefined
          ? Infinity
          : draw(desk.patienceMinutes, `${at}/patienceMinutes`, 0.01),
    };
    state.perRequest = draw(desk.ticketsPerThousandRequests, `${at}/ticketsPerThousandRequests`) / 1000;
    state.perFailure = draw(desk.ticketsPerThousandFailures, `${at}/ticketsPerThousandFailures`) / 1000;
    for (const { teams } of state.clauses) teams.clear();
    fillStaff(own, state);
  });
}

function fillStaff({ shifts, open }: CompiledDesk, { shifts: drawn, staff, staffedFor }: DeskState): void {
  if (drawn.every((agents, shift) => agents === staffedFor[shift])) return;
  staffedFor.set(drawn);
  staff.fill(0);
  shifts.forEach((share, shift) => {
    for (let step = 0; step < staff.length; step++)
      if (share[step]! > 0) staff[step]! += (share[step]! * drawn[shift]!) / open[step]!;
  });
}
