import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { Cancelled } from '#backend/problems.ts';
import { inputHash } from '#backend/runs/input-hash.ts';
import {
  createSimulationPool,
  type PoolOptions,
  type RunProgress,
  type SimulationPool,
} from '#backend/runs/simulation-pool.ts';
import { runPicturesSchema } from '#shared/engine/run-pictures.ts';
import { verdictDocumentSchema } from '#shared/verdicts/verdict-document.ts';
import { aPoolPlan, availability, latency } from '#test/makers/a-run.ts';

const plan = aPoolPlan(
  { failure: { mtbfHours: 100, mttrMinutes: 40 } },
  {
    demand: { noise: { sigma: 0.3 }, journeys: [{ journey: 'order', level: { low: 20, high: 50 } }] },
    clauses: [availability(), latency(300)],
  },
);
const request = { plan, scenario: { id: 'base', name: 'Base' }, seed: 11, replications: 70 };
const workerFile = fileURLToPath(
  new URL('../../../electron/backend/runs/simulation-worker.ts', import.meta.url),
);

const pools: SimulationPool[] = [];
const folder = mkdtempSync(join(tmpdir(), 'headroom-pool-'));
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function aPool(options: PoolOptions = { workers: 2 }): SimulationPool {
  const pool = createSimulationPool(options);
  pools.push(pool);
  return pool;
}

/** A worker that dies while `mark` exists, once it has taken the mark away or, with `forever`, always. */
function aDyingWorker(forever: boolean): string {
  const mark = join(folder, `mark-${forever}`);
  writeFileSync(mark, '');
  const file = join(folder, `dying-${forever}.mjs`);
  writeFileSync(
    file,
    `import { existsSync, rmSync } from 'node:fs';
import { simulateBatch as simulate } from ${JSON.stringify(workerFile)};
export { compileForWorkers } from ${JSON.stringify(workerFile)};
export const simulateBatch = (batch) => {
  if (existsSync(${JSON.stringify(mark)})) {
    ${forever ? '' : `rmSync(${JSON.stringify(mark)});`}
    process.exit(1);
  }
  return simulate(batch);
};
`,
  );
  return file;
}

describe('the simulation pool', () => {
  test('E4: 1, 2 and 4 workers give the same bytes', async () => {
    const pool = aPool({ workers: 4 });
    const results = [];
    for (const workers of [1, 2, 4]) results.push(await pool.run({ ...request, workers }));
    const texts = results.map(({ verdict, pictures }) =>
      JSON.stringify([{ ...verdict, elapsedMs: 0 }, pictures]),
    );
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
  });

  test('the result has the shapes the contract promises', async () => {
    const { verdict, pictures } = await aPool().run(request);
    expect(verdictDocumentSchema.parse(verdict).replications).toBe(70);
    expect(runPicturesSchema.parse(pictures).months).toEqual(['2027-01']);
    expect(verdict.inputHash).toBe(inputHash(request));
  });

  test('progress counts replications and brings partial verdicts', async () => {
    const seen: RunProgress[] = [];
    const pool = aPool();
    await pool.run(request);
    await pool.run({ ...request, replications: 400, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ done: 400, total: 400 });
    const looks = seen.flatMap(({ verdict }) => (verdict ? [verdict.replications] : []));
    expect(looks.length).toBeGreaterThan(2);
    expect(looks[0]).toBeLessThan(64);
    expect(looks.at(-1)).toBeLessThan(400);
    expect(seen.some(({ pictures }) => pictures !== undefined)).toBe(false);
  });

  test('the first look is at 32 futures for one worker, and has pictures where they are wanted', async () => {
    const seen: RunProgress[] = [];
    const looking = { looksWithPictures: true, onProgress: (progress: RunProgress) => seen.push(progress) };
    await aPool({ workers: 1 }).run({ ...request, ...looking });
    const first = seen.find(({ verdict }) => verdict !== undefined)!;
    const { verdict, pictures } = await aPool({ workers: 1 }).run({ ...request, replications: 32 });
    expect(first.verdict!.replications).toBe(32);
    expect(
      first.verdict!.clauses.map(({ tiers }) => tiers.map(({ probability }) => probability.value)),
    ).toEqual(verdict.clauses.map(({ tiers }) => tiers.map(({ probability }) => probability.value)));
    expect(first.pictures).toEqual(pictures);
  });

  test('a cancelled run leaves its threads to the next one', async () => {
    const file = join(folder, 'named.mjs');
    writeFileSync(
      file,
      `import { threadId } from 'node:worker_threads';
import { simulateBatch as simulate } from ${JSON.stringify(workerFile)};
export { compileForWorkers } from ${JSON.stringify(workerFile)};
import { appendFileSync } from 'node:fs';
export const simulateBatch = (batch) => {
  appendFileSync(${JSON.stringify(join(folder, 'threads'))}, threadId + ' ');
  return simulate(batch);
};
`,
    );
    const pool = aPool({ workers: 1, workerFile: file });
    for (let count = 0; count < 3; count += 1) {
      const controller = new AbortController();
      const onProgress = () => controller.abort();
      const running = pool.run({ ...request, replications: 5000, signal: controller.signal, onProgress });
      await expect(running).rejects.toBeInstanceOf(Cancelled);
    }
    await pool.run(request);
    const threads = readFileSync(join(folder, 'threads'), 'utf8').trim().split(' ');
    expect(new Set(threads).size).toBe(1);
  });

  test('an aborted run ends as cancelled, and the pool goes on', async () => {
    const pool = aPool();
    const controller = new AbortController();
    const running = pool.run({
      ...request,
      replications: 5000,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect((await pool.run(request)).verdict.replications).toBe(70);
  });

  test('a run cancelled before it begins does nothing', async () => {
    await expect(aPool().run({ ...request, signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
  });

  test('E4: a batch whose worker dies is run again and the result is the same', async () => {
    const { verdict } = await aPool().run(request);
    const after = await aPool({ workers: 1, workerFile: aDyingWorker(false) }).run(request);
    expect({ ...after.verdict, elapsedMs: 0 }).toEqual({ ...verdict, elapsedMs: 0 });
  });

  test('a worker that dies again fails the run and says which replications', async () => {
    const pool = aPool({ workers: 1, workerFile: aDyingWorker(true) });
    await expect(pool.run(request)).rejects.toThrow(/failed twice on replications 0 to 19/);
  });
});

describe('a run is named by', () => {
  const hash = inputHash(request);
  const named = (changes: Partial<typeof plan>) => inputHash({ ...request, plan: { ...plan, ...changes } });

  test('what can change its numbers', () => {
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(inputHash({ ...request, seed: 12 })).not.toBe(hash);
    expect(inputHash({ ...request, replications: 71 })).not.toBe(hash);
    expect(named({ horizon: { ...plan.horizon, months: 2 } })).not.toBe(hash);
  });

  test('the names and the confidence its verdict speaks of', () => {
    const renamed = <Item>(list: readonly Item[]) => list.map((item) => ({ ...item, name: 'Renamed' }));
    expect(named({ name: 'Renamed' })).not.toBe(hash);
    expect(named({ confidence: 0.9 })).not.toBe(hash);
    expect(named({ clauses: renamed(plan.clauses) })).not.toBe(hash);
    expect(named({ components: renamed(plan.components) })).not.toBe(hash);
    expect(named({ journeys: renamed(plan.journeys) })).not.toBe(hash);
    expect(named({ regions: renamed(plan.regions) })).not.toBe(hash);
    expect(inputHash({ ...request, scenario: { ...request.scenario, name: 'Renamed' } })).not.toBe(hash);
  });

  test('nothing that neither numbers nor words depend on', () => {
    expect(named({ description: 'x' })).toBe(hash);
    expect(named({ currency: 'USD' })).toBe(hash);
  });
});
