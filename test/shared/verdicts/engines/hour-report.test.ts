import { expect, test } from 'vitest';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { composeHourReport } from '#shared/verdicts/engines/compose-hour-report.ts';
import { hourReportSchema } from '#shared/verdicts/engines/hour-report.ts';
import { aReplayLike } from '#test/makers/a-replay.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

test('a report is plain data, on the plan’s own clock', () => {
  const compiled = compilePlan(theSamplePlan());
  const from = (Date.parse('2027-07-02T18:00Z') - compiled.grid.start) / 60_000;
  const fast = answerSpan(compiled, { seed: 1, future: 3, from, minutes: 30 });
  const report = composeHourReport({
    compiled,
    scenario: { id: 'base', name: 'Baseline growth' },
    future: { number: 3, choice: 'given', of: 64, rank: 0.4, requests: 1000 },
    replay: aReplayLike(fast),
    fast,
    elapsedMs: 12,
  });
  const sent = hourReportSchema.parse(JSON.parse(JSON.stringify(report)));
  expect(sent).toEqual(report);
  expect(report).toMatchObject({
    timeZone: 'Europe/Berlin',
    at: '2027-07-02T18:00:00.000Z',
    localTime: '2027-07-02T20:00',
    minutes: 30,
  });
  expect(report.sentence).toMatch(/^Both engines agree on checkout p95: /);
  // Payment is run by others: as many servers as are called.
  expect(report.replay.slices[0]!.stations.at(-1)!.servers).toBeNull();
  expect(report.comparisons.map(({ reasons }) => reasons[0]!.kind)).toEqual(
    report.comparisons.map(() => 'agrees'),
  );
});
