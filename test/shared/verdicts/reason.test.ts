import { describe, expect, it } from 'vitest';
import { someTallies } from '#test/makers/run-tallies.ts';
import { baseline, judged, plain, planWith, pool, windows } from './judged.ts';

describe('the reason', () => {
  const options = { replications: 200, windows, utilization: [1.25] };

  it('names cause, component and the first window that slips', () => {
    const goodShare = (r: number, w: number): number => (w >= 2 && r < 80 ? 0.9 : 1);
    const { reason } = baseline(judged(planWith(), someTallies(planWith(), { ...options, goodShare })));
    expect(reason.bottleneck).toBe('web');
    expect(reason.causes).toEqual([{ cause: 'load', share: 1 }]);
    expect(plain(reason.text)).toBe(
      'Holds in every month in 60 % of futures (53–67 %), and until February 2027 with the confidence asked for. ' +
        'In March 2027 it is missed in 40 % of futures, the most of any month. ' +
        'Load accounts for all failed requests in missed months: in the busiest hour Web is offered 125 % of what it can do.',
    );
  });

  it('names the worst window beside the first that slips', () => {
    const goodShare = (r: number, w: number): number =>
      (w === 1 && r < 12) || (w === 3 && r < 50) ? 0.9 : 1;
    const { reason } = baseline(judged(planWith(), someTallies(planWith(), { ...options, goodShare })));
    expect(plain(reason.text)).toContain(
      'From February 2027 on fewer than 95 % of futures are unbroken; April 2027, the worst month, is missed in 25 %.',
    );
  });

  it.each([
    [0.92, 'Web binds, at 92 % utilization in the busiest hour.'],
    [0.4, 'no component is full; Web, the busiest, is at 40 % utilization in the busiest hour.'],
  ])('at a utilization of %f says how full the busiest component is', (utilization, said) => {
    const tallies = someTallies(planWith(), { ...options, utilization: [utilization], goodShare: () => 0 });
    expect(plain(baseline(judged(planWith(), tallies)).reason.text)).toContain(said);
  });

  it('names nothing when nothing is missed', () => {
    const { reason } = baseline(
      judged(
        planWith(),
        someTallies(planWith(), { ...options, goodShare: (_r, w) => (w === 1 ? 0.995 : 1) }),
      ),
    );
    expect(reason).toMatchObject({ bottleneck: null, causes: [], smallestChange: null });
    expect(plain(reason.text)).toBe(
      'Holds in every month of all 200 futures. The tightest is February 2027: 99.5 % in the worst twentieth of futures, 99 % is asked for.',
    );
  });

  it('shares causes over breached windows alone', () => {
    const tallies = someTallies(planWith(), {
      ...options,
      goodShare: (r, w) => (r === 0 && w === 0 ? 0.5 : 0.995),
    });
    const { badByCause } = tallies.clauses[0]!.tiers[1]!;
    badByCause.set([300, 200, 0, 0, 0, 0, 0]); // the breached window; 5 bad ones of "load" in every other one
    expect(baseline(judged(planWith(), tallies)).reason.causes).toEqual([
      { cause: 'load', share: 0.6 },
      { cause: 'failure', share: 0.4 },
    ]);
  });

  it('tells when maintenance decides', () => {
    const tallies = someTallies(planWith(), { ...options, goodShare: () => 1, otherGoodShare: () => 0.9 });
    const verdict = baseline(judged(planWith(), tallies));
    expect(verdict.otherAccounting).toMatchObject({ maintenance: 'counted', probability: { value: 0 } });
    expect(plain(verdict.reason.text)).toContain(
      'With announced maintenance counted it would hold in 0 % of futures.',
    );
  });

  it('blames the component that fails most when failures break it', () => {
    const plan = planWith(undefined, {
      components: [
        pool('web', 'Web', { mtbfHours: 5000, mttrMinutes: 10 }),
        pool('store', 'Store', { mtbfHours: 500, mttrMinutes: 30 }),
        pool('idle', 'Idle', { mtbfHours: 1, mttrMinutes: 30 }),
      ],
      journeys: [
        {
          id: 'order',
          name: 'Order',
          priorityClass: 'normal',
          path: [
            { kind: 'visit', component: 'web' },
            { kind: 'visit', component: 'store' },
          ],
        },
      ],
    });
    const failing = someTallies(plan, {
      ...options,
      utilization: [0.9, 0.2, 2],
      goodShare: () => 0,
      cause: 'failure',
    });
    expect(baseline(judged(plan, failing)).reason.bottleneck).toBe('store');
    const loaded = someTallies(plan, {
      ...options,
      utilization: [0.9, 0.2, 2],
      goodShare: () => 0,
      cause: 'load',
    });
    expect(baseline(judged(plan, loaded)).reason.bottleneck).toBe('web');
  });
});
