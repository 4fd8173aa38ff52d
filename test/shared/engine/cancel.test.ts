import { expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { createSimulator } from '#shared/engine/simulate.ts';
import { aPoolPlan, availability, latency } from '#test/makers/a-run.ts';

/** Busy enough that many steps are visited. */
const compiled = compilePlan(
  aPoolPlan(
    {
      failure: { mtbfHours: 60, mttrMinutes: 40 },
      autoscaling: { minimum: 2, maximum: 8, targetUtilization: 0.7, lagMinutes: 7, cooldownMinutes: 20 },
    },
    {
      horizon: { start: '2027-01-01', months: 2, stepMinutes: 5 },
      demand: {
        noise: { sigma: 0.5, autocorrelation: 0.9 },
        journeys: [{ journey: 'order', level: { low: 20, high: 60 } }],
      },
      clauses: [availability(), latency(300)],
    },
  ),
);

/** Aborted from the look of that number on. */
function aSignal(after: number) {
  const signal = {
    looks: 0,
    get aborted() {
      return signal.looks++ >= after;
    },
  };
  return signal;
}

const options = { seed: 4, first: 0, count: 2 };

test('a replication looks at the signal again and again', () => {
  const signal = aSignal(Infinity);
  createSimulator(compiled).run({ ...options, count: 1, signal });
  expect(signal.looks).toBeGreaterThan(10);
});

test.each([0, 1, 2, 3, 4, 8])(
  'cancelled at look %i it stops there, and leaves nothing to the next run',
  (after) => {
    const simulator = createSimulator(compiled);
    const signal = aSignal(after);
    expect(() => simulator.run({ ...options, signal })).toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(signal.looks).toBe(after + 1);
    expect(simulator.run(options)).toEqual(createSimulator(compiled).run(options));
  },
);
