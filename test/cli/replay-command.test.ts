import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { parseFault, parseFuture, parseSurge } from '#cli/parse-intervention.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPoolPlan, latency } from '#test/makers/a-run.ts';
import { runHeadroom } from './run-headroom.ts';

interface ReplayDocument {
  requests: number;
  journey: string;
  responseMs: { p50: number; p95: number; p99: number };
  fast: { responseMs: { p50: number; p95: number; p99: number } };
  differences: Record<
    string,
    { difference: number; relative: number; low: number; high: number; why: string[] }
  >;
  checks: { conserved: boolean };
  elapsedMs: number;
  localTime: string;
}

function aPlanFile(): string {
  const file = join(aFolder(), 'plan.headroom.json');
  writeFileSync(file, formatPlanFile(aPoolPlan({}, { clauses: [latency(400)] })));
  return file;
}

async function replay(...args: string[]) {
  const file = aPlanFile();
  return runHeadroom(['replay', file, '--workspace', aFolder(), ...args]);
}

const SPAN = ['--at', '2027-01-05T10:00', '--minutes', '5'];

test('one JSON document with both engines, their differences and why', async () => {
  const { code, stdout, stderr, json } = await replay(...SPAN, '--json');
  expect(code, stdout + stderr).toBe(0);
  const { requests, responseMs, fast, differences, checks, journey, localTime } = json<ReplayDocument>();
  expect(journey).toBe('order');
  expect(localTime).toBe('2027-01-05T10:00');
  expect(requests).toBeGreaterThan(20 * 300 * 10 * 0.9);
  // Exponential services of 100 ms at a quarter of the capacity: hardly anybody waits.
  expect(fast.responseMs.p50).toBeCloseTo(100 * Math.LN2, 0);
  expect(responseMs.p50).toBeGreaterThan(differences.p50!.low);
  expect(responseMs.p50).toBeLessThan(differences.p50!.high);
  expect(differences.p95!.difference).toBeCloseTo(fast.responseMs.p95 - responseMs.p95, 9);
  expect(differences.p95!.why[0]).toMatch(/interval/);
  expect(checks.conserved).toBe(true);
});

test('the same seed gives the same document', async () => {
  const file = aPlanFile();
  const ask = async (workspace: string) => {
    const { json } = await runHeadroom(['replay', file, '--workspace', workspace, ...SPAN, '--json']);
    return { ...json<ReplayDocument>(), elapsedMs: 0 };
  };
  expect(await ask(aFolder())).toEqual(await ask(aFolder()));
});

test('for people: a table, the reasons, and that nothing got lost', async () => {
  const { code, stdout } = await replay(...SPAN, '--fault', 'web:reduced=50%@+1/2', '--repetitions', '4');
  const text = stdout.replaceAll('\u00a0', ' ');
  expect(code, stdout).toBe(0);
  expect(text).toContain('Small · ');
  expect(text).toContain('With 50 % of Web away for 2 min');
  expect(text).toMatch(/Figure +Time-step +Replay +99 % interval +Difference/);
  expect(text).toMatch(/Order p95 +\d+ ms/);
  expect(text).toContain('Every request is accounted for');
});

describe('what cannot be is one clear line and exit code 2', () => {
  test.each([
    [[], /required option '--at <instant>' not specified/],
    [['--at', 'noon'], /^at: "noon" is no moment/m],
    [['--at', '2031-01-01T00:00'], /past its end/],
    [[...SPAN, '--minutes', '0'], /Expected a whole number from 1 to 1440/],
    [[...SPAN, '--future', 'best'], /Expected "typical", "busy" or the number of a future/],
    [[...SPAN, '--fault', 'web@3'], /Expected COMPONENT:EFFECT@\+MINUTE\/LENGTH/],
    [[...SPAN, '--fault', 'wob:down@+1/2'], /Expected one of: web\./],
    [[...SPAN, '--surge', 'lots'], /Expected \[JOURNEY,…:\]FACTOR@\+MINUTE\/LENGTH/],
    [[...SPAN, '--journey', 'x'], /has no journey "x"\. Expected one of: order\./],
    [[...SPAN, '--scenario', 'x'], /has no scenario "x"/],
  ])('%j', async (args, message) => {
    const { code, stderr, stdout } = await replay(...args);
    expect(code, stdout).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });
});

test('Ctrl-C stops it and leaves the workspace usable', async () => {
  const workspace = aFolder();
  const file = aPlanFile();
  const long = ['--at', '2027-01-05T10:00', '--minutes', '1440', '--repetitions', '100'];
  const { code, stdout } = await runHeadroom(['replay', file, '--workspace', workspace, ...long], {
    interrupt: { signal: 'SIGINT', workspace, onceLogged: 'replay began' },
  });
  expect(code).toBe(130);
  expect(stdout).toBe('');
  const again = await runHeadroom(['check', '--workspace', workspace]);
  expect(again.code, again.stderr).toBe(0);
});

describe('what is done to the span, as it is typed', () => {
  test('faults', () => {
    expect(parseFault('payment:down@+10/5')).toEqual([
      { kind: 'fault', component: 'payment', effect: { kind: 'down' }, from: 10, minutes: 5 },
    ]);
    expect(parseFault('web:slow=2.5@3/1.5')[0]).toMatchObject({
      effect: { kind: 'slow', factor: 2.5 },
      from: 3,
      minutes: 1.5,
    });
    expect(parseFault('web:reduced=50%@+0/30')[0]).toMatchObject({ effect: { kind: 'reduced', share: 0.5 } });
    expect(parseFault('web:reduced=0.25@+0/30', parseFault('a:down@+1/1'))).toHaveLength(2);
    for (const wrong of [
      'web:slow@+1/2',
      'web:slow=0.5@+1/2',
      'web:reduced=120%@+1/2',
      'web:down=3@+1/2',
      'web:down@+1',
      ':down@+1/2',
    ])
      expect(() => parseFault(wrong), wrong).toThrow('Expected COMPONENT:EFFECT');
    expect(() => parseFault('web:down@+1/0')).toThrow('a length above 0');
  });

  test('surges', () => {
    expect(parseSurge('3@+20/10')).toEqual([{ kind: 'surge', multiplier: 3, from: 20, minutes: 10 }]);
    expect(parseSurge('a,b:x2.5@+0/15')).toEqual([
      { kind: 'surge', journeys: ['a', 'b'], multiplier: 2.5, from: 0, minutes: 15 },
    ]);
    expect(() => parseSurge('5000@+0/1')).toThrow('Expected [JOURNEY');
  });

  test('futures', () => {
    expect([parseFuture('typical'), parseFuture('busy'), parseFuture('17')]).toEqual(['typical', 'busy', 17]);
    expect(() => parseFuture('-1')).toThrow('Expected "typical"');
  });
});
