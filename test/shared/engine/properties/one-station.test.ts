import { describe, expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import { aPoolPlan, availability, latency } from '#test/makers/a-run.ts';

const SERVICE = 0.1;
const SHARES = [0.5, 0.95, 0.99] as const;

/** Every number of servers with every utilization, some at quiet steps' border. */
const grid = [1, 2, 4, 8, 32, 200].flatMap((servers) =>
  [0.01, 0.3, 0.6, 0.8, 0.89, 0.91, 0.95].map((utilization) => ({ servers, utilization })),
);

function stationOf(servers: number, utilization: number) {
  const arrivalRate = (servers * utilization) / SERVICE;
  const queue = multiServerQueue(servers, arrivalRate, SERVICE);
  const [optimistic, baseline, stretch] = SHARES.map((percentile) => ({
    percentile,
    atMostMs: queue.responseQuantile(percentile) * 1000,
  }));
  const plan = aPoolPlan(
    { instances: 1, concurrency: servers, serviceTime: { meanMs: SERVICE * 1000 } },
    {
      demand: { journeys: [{ journey: 'order', level: arrivalRate }] },
      clauses: [latency(1, { tiers: { optimistic, baseline, stretch } })],
    },
  );
  return { plan, queue, arrivalRate };
}

/** Response percentiles that pictures show for the month, and the attained share of each tier. */
function monthOf(plan: Plan) {
  const run = simulateReplications(compilePlan(plan), { seed: 1, first: 0, count: 1 });
  return {
    attained: run.clauses[0]!.tiers.map(({ good, valid }) => good[0]! / valid[0]!),
    shownMs: [...run.pictures.response],
  };
}

describe('a plan of one M/M/c station over the whole horizon', () => {
  test.each(grid)('Q1, Q3 and R4: $servers servers at $utilization attain what Erlang C says', (at) => {
    const { plan } = stationOf(at.servers, at.utilization);
    const { attained } = monthOf(plan);
    // Tables between their points: measured at most 2.1e-4.
    SHARES.forEach((share, tier) => expect(Math.abs(attained[tier]! - share)).toBeLessThan(4e-4));
  });

  test.each(grid.filter(({ servers }) => servers <= 8))(
    'R5: pictures of $servers servers at $utilization show the percentiles of Erlang C',
    ({ servers, utilization }) => {
      const { plan, queue } = stationOf(servers, utilization);
      const { shownMs } = monthOf(plan);
      // Bins are 6 % wide and straight inside: measured at most 0.23 %.
      SHARES.forEach((share, which) =>
        expect(Math.abs(shownMs[which]! / (queue.responseQuantile(share) * 1000) - 1)).toBeLessThan(0.005),
      );
    },
  );

  test.each(grid)('Q1: $servers servers at $utilization wait as Erlang C says, and L = λW', (at) => {
    const { plan, queue, arrivalRate } = stationOf(at.servers, at.utilization);
    const span = answerSpan(compilePlan(plan), { seed: 1, future: 0, from: 0, minutes: 60 });
    const { meanWaitMs, waiting, utilization } = span.stations[0]!;
    // Straight lines between the table's points: in shares of a service, where waits are rare.
    expect(Math.abs(meanWaitMs! / 1000 - queue.meanWait)).toBeLessThan(
      3e-4 * queue.meanWait + 3e-4 * SERVICE,
    );
    expect(waiting).toBeCloseTo((arrivalRate * meanWaitMs!) / 1000, 9);
    expect(utilization).toBeCloseTo(at.utilization, 9);
  });
});

/*
 * A client that gives up after T answers no request later than T: of those answered within t < T there
 * are P(R ≤ t) of all, whatever T is.
 */
describe('client time-outs', () => {
  const patient = (timeoutMs: number | undefined, utilization: number, regions?: Plan['regions']) => {
    const { plan } = stationOf(4, utilization);
    const journeys = plan.journeys.map((journey) => ({ ...journey, timeoutMs }));
    return { ...plan, journeys, ...(regions && { regions }) };
  };

  test.each([0.02, 0.8])(
    'S1 and L1: at utilization %d they make nobody late who was in time',
    (utilization) => {
      const { attained } = monthOf(patient(undefined, utilization));
      const longest = patient(undefined, utilization).clauses[0]!.tiers.stretch;
      const { attained: withTimeout } = monthOf(
        patient('atMostMs' in longest ? 1.05 * longest.atMostMs : undefined, utilization),
      );
      attained.forEach((share, tier) => expect(withTimeout[tier]).toBeCloseTo(share, 3));
    },
  );

  test('R1 and L1: each region gives up by its own network', () => {
    const { regions } = patient(undefined, 0.02);
    const far = { ...regions[0]!, id: 'far', network: { meanMs: 200 } };
    const clause = (region: string) =>
      availability({
        id: region,
        scope: { regions: [region] },
        window: { kind: 'calendarAligned', unit: 'month' },
        accounting: { maintenance: 'counted', shed: 'bad', deferred: 'fromRelease' },
        budgetingMethod: 'occurrences',
        sliceTarget: 0,
      });
    const plan = {
      ...patient(250, 0.02, [regions[0]!, far]),
      clauses: [clause('all'), clause('far')] as never,
    };
    const { clauses } = simulateReplications(compilePlan(plan), { seed: 1, first: 0, count: 1 });
    const [near, away] = clauses.map(({ tiers }) => tiers[0]!.good[0]! / tiers[0]!.valid[0]!);
    // Exponential services of 100 ms: 250 ms are left near by, 50 ms far away.
    expect(near).toBeCloseTo(1 - Math.exp(-2.5), 3);
    expect(away).toBeCloseTo(1 - Math.exp(-0.5), 3);
  });
});
