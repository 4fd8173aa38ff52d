import { describe, expect, test } from 'vitest';
import type { ReplayEvent } from '#shared/contract/replay-records.ts';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { aBackend, type ABackend } from '#test/makers/a-backend.ts';
import { aPoolPlan, latency } from '#test/makers/a-run.ts';

const HOUR = { plan: 'small', at: '2027-01-05T10:00', minutes: 5 };

async function aReplayable(plan: Plan = aPoolPlan({}, { clauses: [latency(400)] })): Promise<ABackend> {
  const made = aBackend();
  await made.client.plans.importFile({ text: formatPlanFile(plan) });
  return made;
}

type Client = ABackend['client'];
type Request = Parameters<Client['replays']['run']>[0];

async function eventsOf(client: Client, request: Request): Promise<ReplayEvent[]> {
  const events: ReplayEvent[] = [];
  for await (const event of await client.replays.run(request)) events.push(event);
  return events;
}

async function reportOf(client: Client, request: Request): Promise<HourReport> {
  const last = (await eventsOf(client, request)).at(-1)!;
  if (last.kind !== 'done') throw new Error('The replay ended without its report.');
  return last.report;
}

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { data?: unknown }) =>
      error.data as { code: string; problems: { path: string; message: string }[] },
  );

describe('a replay in its own thread', () => {
  test('begins with the other engine’s answer, shows minutes as they come, ends with both side by side', async () => {
    const { client } = await aReplayable();
    const events = await eventsOf(client, HOUR);
    const [began] = events;
    expect(events.map(({ kind }) => kind)).toEqual([
      'began',
      ...events.slice(1, -1).map(() => 'progress'),
      'done',
    ]);
    const report = events.at(-1)!.kind === 'done' ? (events.at(-1) as { report: HourReport }).report : null;
    expect(began).toMatchObject({
      kind: 'began',
      fast: report!.fast,
      estimate: { size: 'quick', repetitions: 10 },
    });
    const slices = events.flatMap((event) => (event.kind === 'progress' ? event.slices : []));
    expect(new Set(slices.map(({ index }) => index))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(report!.replay.checks.conserved).toBe(true);
    expect(report!.sentence).toMatch(/^Both engines agree on order p95: /);
    // 20 a second for 5 minutes, ten times, with a minute of warm-up each: about 72 000.
    expect(report!.replay.requests).toBeGreaterThan(60_000);
    expect(report!.replay.requests).toBeLessThan(80_000);
  });

  test('the same span gives the same bytes, however often it is asked for', async () => {
    const { client } = await aReplayable();
    const [one, again] = [await reportOf(client, HOUR), await reportOf(client, HOUR)];
    expect({ ...again, elapsedMs: 0 }).toEqual({ ...one, elapsedMs: 0 });
    const other = await reportOf(client, { ...HOUR, seed: 2 });
    expect(other.replay.journeys).not.toEqual(one.replay.journeys);
  });

  test('what is done to it counts from the start of the span, in both engines', async () => {
    const { client } = await aReplayable();
    const report = await reportOf(client, {
      ...HOUR,
      interventions: [
        { kind: 'fault', component: 'web', effect: { kind: 'down' }, from: 1, minutes: 2 },
        { kind: 'surge', multiplier: 3, from: 3, minutes: 1 },
      ],
    });
    expect(report.interventions.map(({ from }) => from)).toEqual([report.from + 1, report.from + 3]);
    expect(report.replay.slices.map(({ journeys }) => journeys[0]!.losses.failed > 1)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const arrivals = report.replay.slices.map(({ journeys }) => journeys[0]!.arrivalsPerSecond);
    expect(arrivals[3]! / arrivals[4]!).toBeGreaterThan(2.5);
    expect(report.fast.journeys[0]!.losses!.failed).toBeCloseTo(2 / 5, 1);
  });

  test('cancelled, it leaves the next one to run as before', async () => {
    const { client } = await aReplayable();
    const controller = new AbortController();
    const long = { ...HOUR, minutes: 600, repetitions: 100 };
    const events = await client.replays.run(long, { signal: controller.signal });
    const gone = (async () => {
      for await (const event of events) if (event.kind === 'began') controller.abort();
    })();
    await expect(gone).rejects.toMatchObject({ code: 'cancelled' });
    expect((await reportOf(client, HOUR)).replay.checks.conserved).toBe(true);
  });
});

describe('which future', () => {
  const uncertain = aPoolPlan(
    {},
    { demand: { journeys: [{ journey: 'order', level: { low: 10, high: 40 } }] } },
  );

  test('the median by requests unless the busy one or a number is asked for', async () => {
    const { client } = await aReplayable(uncertain);
    const of = async (future: 'typical' | 'busy' | number) =>
      (await client.replays.estimate({ ...HOUR, future })).future;
    const [typical, busy] = [await of('typical'), await of('busy')];
    expect(typical).toMatchObject({ choice: 'typical', of: 64, rank: 0.5 });
    expect(busy.rank).toBeCloseTo(0.95, 1);
    expect(busy.requests).toBeGreaterThan(1.3 * typical.requests);
    expect(await of(typical.number)).toEqual({ ...typical, choice: 'given' });
    expect((await of(5000)).number).toBe(5000);
  });
});

describe('how much work', () => {
  test('is told before; more than anybody would wait for is refused with the length that fits', async () => {
    const crowd = aPoolPlan(
      { instances: 20_000 },
      { demand: { journeys: [{ journey: 'order', level: 500_000 }] } },
    );
    const { client } = await aReplayable(crowd);
    const estimate = await client.replays.estimate({ ...HOUR, minutes: 60 });
    expect(estimate).toMatchObject({ size: 'tooLarge', repetitions: 4 });
    expect(estimate.requests).toBeCloseTo(500_000 * 3600 * 4, -3);
    const problem = await problemOf(eventsOf(client, { ...HOUR, minutes: 60 }));
    expect(problem).toMatchObject({ code: 'replay-too-large', problems: [{ path: 'minutes' }] });
    expect(problem!.problems[0]!.message).toContain(`at most ${estimate.longestMinutes} minute`);
  });
});

describe('what cannot be', () => {
  test.each([
    [{ at: 'noon' }, 'at', /"noon" is no moment\. Expected one such as "2027-01-01T18:00"/],
    [{ at: '2026-12-31T23:00' }, 'at', /before the plan begins/],
    [{ at: '2027-01-31T23:58' }, 'at', /past its end/],
    [{ at: '2027-02-30T10:00' }, 'at', /is no moment/],
    [
      {
        interventions: [
          {
            kind: 'fault' as const,
            component: 'wob',
            effect: { kind: 'down' as const },
            from: 0,
            minutes: 1,
          },
        ],
      },
      'interventions/0/component',
      /Expected one of: web\./,
    ],
    [
      {
        interventions: [
          { kind: 'surge' as const, journeys: ['order', 'x'], multiplier: 2, from: 0, minutes: 1 },
        ],
      },
      'interventions/0/journeys',
      /There is no journey "x"\. Expected one of: order\./,
    ],
    [
      { interventions: [{ kind: 'surge' as const, multiplier: 2, from: 5, minutes: 1 }] },
      'interventions/0/from',
      /Minute 5 is not in the span\. Expected 0 to 4\./,
    ],
  ])('%j is told with its place', async (changes, path, message) => {
    const { client } = await aReplayable();
    const problem = await problemOf(client.replays.estimate({ ...HOUR, ...changes }));
    expect(problem!.problems[0]).toEqual({ path, message: expect.stringMatching(message) });
  });

  test('a plan or a scenario that is not there', async () => {
    const { client } = await aReplayable();
    expect(await problemOf(client.replays.estimate({ ...HOUR, plan: 'nobody' }))).toMatchObject({
      code: 'plan-not-found',
    });
    expect(await problemOf(client.replays.hours({ plan: 'small', scenario: 'x' }))).toMatchObject({
      code: 'scenario-not-found',
    });
  });
});

test('an instant may name its zone', async () => {
  const { client } = await aReplayable();
  const { from } = await client.replays.estimate({ ...HOUR, at: '2027-01-05T11:00+01:00' });
  expect(from).toBe((await client.replays.estimate(HOUR)).from);
});

test('hours worth a look, the busiest of a component first', async () => {
  const { client } = await aReplayable();
  const [first] = await client.replays.hours({ plan: 'small', component: 'web' });
  expect(first).toMatchObject({ kind: 'component', title: expect.stringMatching(/^Busiest hour of Web/) });
});
