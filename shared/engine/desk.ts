import type { CompiledPlan } from './compiled-plan.ts';
import { createSettledDesk, type SettledDesk } from './desk-answers.ts';
import type { Draw } from './draw-inputs.ts';
import type { Ledger, LedgerClause } from './ledger.ts';

/** One support desk in one future. Times in minutes, rates per minute. */
export interface DeskState {
  /** By shift. */
  agents: Float64Array;
  handling: number;
  patience: number;
  perRequest: number;
  perFailure: number;
  clauses: DeskClause[];
  /** Minutes within which its clauses want an answer, each once. */
  limits: Float64Array;
  /** Erlang A by number of people, and the one used last. */
  settled: Map<number, SettledDesk>;
  last: SettledDesk | null;
  timeline: DeskTimeline;
}

/** A clause about the desk. */
export interface DeskClause {
  entry: LedgerClause;
  /** By tier the position of its limit. */
  limits: number[];
  /** Of one bin, by limit. */
  goods: Float64Array;
}

/** Pieces of the horizon in which neither the people at the desk nor its outages change. */
export interface DeskTimeline {
  /** What it was made for, where no outage cuts it: such a one is kept. */
  madeFor: string;
  step: Int32Array;
  minutes: Float64Array;
  /** Minutes that the desk is open: all or none. */
  open: Float64Array;
  /** People who answer, how many they are worth where something slows them, and tickets they serve in a minute. */
  people: Float64Array;
  working: Float64Array;
  rate: Float64Array;
  /** θ (e^(t / θ) − 1) for the open minutes t, of this patience θ. */
  stretch: Float64Array;
  patience: number;
  /** Cause of an outage, −1 without; whether nobody can answer, and whether it is announced maintenance. */
  cause: Int8Array;
  down: Uint8Array;
  maintained: Uint8Array;
  /** Tickets that come in, and those waiting at the end. */
  tickets: Float64Array;
  waiting: Float64Array;
  /** Share of the piece until the queue is empty and stays so; where it is not all, the place in `settledDesk`. */
  queued: Float64Array;
  position: Float64Array;
  /** At the start of each piece and the end of the last: see desk-service.ts. */
  wait: Float64Array;
  servedBefore: Float64Array;
}

export function createDesks({ desks }: CompiledPlan, ledger: Ledger): DeskState[] {
  return desks.map((_desk, index) => {
    const entries = ledger.clauses.filter(
      ({ clause }) => clause.metric === 'supportResponse' && clause.subject === index,
    );
    const limits = [
      ...new Set(entries.flatMap(({ clause }) => clause.tiers.map(({ threshold }) => threshold))),
    ];
    return {
      agents: new Float64Array(0),
      handling: 0,
      patience: 0,
      perRequest: 0,
      perFailure: 0,
      limits: Float64Array.from(limits),
      clauses: entries.map((entry) => ({
        entry,
        limits: entry.clause.tiers.map(({ threshold }) => limits.indexOf(threshold)),
        goods: new Float64Array(limits.length),
      })),
      settled: new Map(),
      last: null,
      timeline: createTimeline(0),
    };
  });
}

export function drawDesks({ plan, desks }: CompiledPlan, states: readonly DeskState[], draw: Draw): void {
  desks.forEach(({ component }, index) => {
    const desk = plan.components[component]!;
    const state = states[index]!;
    if (desk.kind !== 'supportDesk') return;
    const at = `components/${desk.id}`;
    state.agents = Float64Array.from(desk.shifts, ({ agents }, shift) =>
      Math.round(draw(agents, `${at}/shifts/${shift}/agents`)),
    );
    const handling = draw(desk.handlingMinutes, `${at}/handlingMinutes`, 0.01);
    const patience =
      desk.patienceMinutes === undefined
        ? Infinity
        : draw(desk.patienceMinutes, `${at}/patienceMinutes`, 0.01);
    if (handling !== state.handling || patience !== state.patience) {
      state.settled.clear();
      state.last = null;
    }
    state.handling = handling;
    state.patience = patience;
    state.perRequest = draw(desk.ticketsPerThousandRequests, `${at}/ticketsPerThousandRequests`) / 1000;
    state.perFailure = draw(desk.ticketsPerThousandFailures, `${at}/ticketsPerThousandFailures`) / 1000;
  });
}

/** Erlang A of so many people, rounded. */
export function settledDesk(state: DeskState, working: number): SettledDesk {
  const people = Math.max(1, Math.round(working));
  if (state.last?.people === people) return state.last;
  let settled = state.settled.get(people);
  if (!settled) {
    settled = createSettledDesk(people, state.handling, state.patience, state.limits);
    state.settled.set(people, settled);
  }
  return (state.last = settled);
}

export function createTimeline(pieces: number): DeskTimeline {
  return {
    madeFor: '',
    step: new Int32Array(pieces),
    minutes: new Float64Array(pieces),
    open: new Float64Array(pieces),
    people: new Float64Array(pieces),
    working: new Float64Array(pieces),
    rate: new Float64Array(pieces),
    stretch: new Float64Array(pieces),
    patience: Number.NaN,
    cause: new Int8Array(pieces),
    down: new Uint8Array(pieces),
    maintained: new Uint8Array(pieces),
    tickets: new Float64Array(pieces),
    waiting: new Float64Array(pieces),
    queued: new Float64Array(pieces),
    position: new Float64Array(pieces),
    wait: new Float64Array(pieces + 1),
    servedBefore: new Float64Array(pieces + 1),
  };
}
