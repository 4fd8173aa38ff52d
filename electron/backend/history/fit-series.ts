import { Worker } from 'node:worker_threads';
import type { Plan } from '#shared/domain/plan.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { FitDemandInput } from '#shared/history/fit-demand.ts';
import type { Series } from '#shared/history/series.ts';
import { Cancelled, throwIfCancelled, UserProblem } from '../problems.ts';
import type { FitWorkerMessage } from './fit-worker.ts';

export interface FitSeriesOptions {
  series: Pick<Series, 'id' | 'name' | 'kind' | 'unit' | 'timeZone' | 'stepSeconds'>;
  /** Epoch milliseconds, ascending. */
  at: Float64Array;
  values: Float64Array;
  /** Name of the file the series came from. */
  file: string;
  plan: Pick<Plan, 'horizon'>;
  signal?: AbortSignal | undefined;
  /** 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  /** The worker's module, where it is not beside this one. */
  worker?: URL;
}

const WORKER = new URL('./fit-worker.ts', import.meta.url);

/**
 * Fits the series in a thread of its own. Throws UserProblem `history-too-short` when the series can
 * not carry a fit, `Cancelled` when the signal was aborted.
 */
export async function fitSeries({
  series,
  at,
  values,
  file,
  plan,
  signal,
  onProgress,
  worker = WORKER,
}: FitSeriesOptions): Promise<DemandFit> {
  throwIfCancelled(signal);
  const input: Omit<FitDemandInput, 'onProgress'> = {
    at,
    values,
    file,
    stepSeconds: series.stepSeconds,
    timeZone: series.timeZone,
    kind: series.kind,
    unit: series.unit,
    seriesId: series.id,
    seriesName: series.name,
    horizonStart: plan.horizon.start,
  };
  const thread = new Worker(worker, { workerData: input });
  try {
    return await resultOf(thread, signal, onProgress);
  } finally {
    void thread.terminate();
  }
}

function resultOf(
  thread: Worker,
  signal: AbortSignal | undefined,
  onProgress: FitSeriesOptions['onProgress'],
): Promise<DemandFit> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Cancelled());
    signal?.addEventListener('abort', giveUp, { once: true });
    thread.on('message', (message: FitWorkerMessage) => {
      if (message.kind === 'progress') onProgress?.(message.share);
      else if (message.kind === 'done') resolve(message.fit);
      else reject(new UserProblem('history-too-short', message.message));
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      signal?.removeEventListener('abort', giveUp);
      reject(new Error(`The fit's thread ended (code ${code}) without a result.`));
    });
  });
}
