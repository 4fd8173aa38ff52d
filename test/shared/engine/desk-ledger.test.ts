import { describe, expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createDesks, type DeskState } from '#shared/engine/desk.ts';
import { enterTickets } from '#shared/engine/desk-ledger.ts';
import { createLedger } from '#shared/engine/ledger.ts';
import { aPoolPlan } from '#test/makers/a-run.ts';

const AGENTS = 4;
const HANDLING = 10;
/** Desk minutes, by tier. */
const LIMITS = [240, 60, 5];

/** A desk with one clause over three steps whose backlog moves 0 → 100 → 20 → 20. */
function aDesk(patience: number): DeskState {
  const [optimistic, baseline, stretch] = LIMITS.map((withinMinutes) => ({ share: 0.9, withinMinutes }));
  const clause = {
    id: 'first',
    name: 'First',
    metric: 'supportResponse',
    component: 'desk',
    tiers: { optimistic, baseline, stretch },
  };
  const desk = {
    id: 'desk',
    name: 'Desk',
    kind: 'supportDesk',
    timeZone: 'UTC',
    handlingMinutes: HANDLING,
    ticketsPerThousandRequests: 1,
    shifts: [
      { hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }, agents: AGENTS },
    ],
  };
  const { components } = aPoolPlan({});
  const compiled = compilePlan(
    aPoolPlan({}, { components: [...components, desk] as never, clauses: [clause as never] }),
  );
  const [state] = createDesks(compiled, createLedger(compiled));
  state!.pace = { handling: HANDLING, patience };
  state!.agents.fill(AGENTS);
  state!.backlog.set([100, 20, 20]);
  const leaving = HANDLING / (AGENTS * patience);
  state!.backlogLog.set([100, 20, 20].map((waiting) => Math.log1p(waiting * leaving)));
  return state!;
}

/** The same share from a million moments of the step. */
function byMoments(patience: number, limit: number, from: number, to: number): number {
  let answered = 0;
  const moments = 1_000_000;
  for (let moment = 0; moment < moments; moment++) {
    const ahead = from + ((moment + 0.5) / moments) * (to - from);
    const each = HANDLING / AGENTS;
    const drains = patience === Infinity ? ahead * each : patience * Math.log1p((ahead * each) / patience);
    if (drains <= limit) answered += 1 / (1 + (ahead * each) / patience);
  }
  return answered / moments;
}

describe('C7: tickets behind a backlog are answered in time as the queue moves', () => {
  test.each([Infinity, 1000, 30])('with a patience of %d minutes', (patience) => {
    for (const [step, from, to] of [
      [0, 0, 100],
      [1, 100, 20],
      [2, 20, 20],
    ] as const) {
      const desk = aDesk(patience);
      desk.tickets[step] = 7;
      enterTickets(desk, desk.clauses[0]!, 60);
      desk.clauses[0]!.entry.tiers.forEach(({ good, valid, bad }, tier) => {
        expect(valid[0]).toBe(7);
        expect(good[0]! / 7).toBeCloseTo(byMoments(patience, LIMITS[tier]!, from, to), 5);
        expect(bad.reduce((sum, lost) => sum + lost, 0)).toBeCloseTo(7 - good[0]!, 9);
      });
    }
  });
});
