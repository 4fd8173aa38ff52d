import { expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { BLOCK, firstFutures, meanDemand, requestsInSpan } from '#shared/engine/future-demands.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { aPoolPlan, sum } from '#test/makers/a-run.ts';

const uncertain = aPoolPlan(
  {},
  { demand: { journeys: [{ journey: 'order', level: { low: 10, high: 30 } }] } },
);

test('E5: the futures of a block show every part of a range once, and the walk sees the same arrivals', () => {
  const compiled = compilePlan(uncertain);
  const requests = requestsInSpan(compiled, { seed: 3, futures: firstFutures(BLOCK), from: 90, minutes: 45 });
  expect(requests).toHaveLength(64);
  // One request a second is 2700 in 45 minutes.
  const levels = [...requests].map((count) => count / 2700).sort((a, b) => a - b);
  // The range is a lognormal: its median is the geometric mean of its ends, 17.3; the middle strata lie around it.
  expect((levels[31]! + levels[32]!) / 2).toBeCloseTo(Math.sqrt(10 * 30), 0);
  const walked = answerSpan(compiled, { seed: 3, future: 17, from: 90, minutes: 45 });
  expect(walked.journeys[0]!.requests).toBeCloseTo(requests[17]!, 6);
});

test('means over the futures, and the share of all instances that they ask for', () => {
  const compiled = compilePlan(uncertain);
  const { requests, utilization } = meanDemand(compiled, { seed: 3, futures: firstFutures(BLOCK) });
  const mean = sum(requests) / requests.length;
  expect(mean).toBeGreaterThan(18);
  expect(mean).toBeLessThan(22);
  // Of 8 servers, 0.1 s each.
  expect(utilization[0]![5]).toBeCloseTo((requests[5]! * 0.1) / 8, 9);
});
