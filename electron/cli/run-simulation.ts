import type { FinishedRun } from '#shared/contract/run-records.ts';
import { createProgressLine } from './progress-line.ts';
import type { Session } from './session.ts';

export interface SimulationRequest {
  plan: string;
  scenario: string;
  replications?: number | undefined;
  seed?: number | undefined;
  workers?: number | undefined;
}

/** Runs the simulation, or finds it stored, showing progress where there is a terminal. */
export async function runSimulation(
  { client, signal, options }: Session,
  request: SimulationRequest,
): Promise<FinishedRun> {
  const bar = createProgressLine({ quiet: options.quiet });
  const started = performance.now();
  try {
    for await (const event of await client.runs.start(request, { signal })) {
      if (event.kind === 'done') return event.result;
      const share = event.done / Math.max(1, event.total);
      bar.show(
        share,
        `${event.done} of ${event.total} futures${remaining(share, performance.now() - started)}`,
      );
    }
  } finally {
    bar.clear();
  }
  throw new Error('The run ended without a result.');
}

function remaining(share: number, elapsedMs: number): string {
  if (share < 0.05) return '';
  return `, ${Math.ceil((elapsedMs / share - elapsedMs) / 1000)}\u00a0s left`;
}
