import { parentPort, workerData } from 'node:worker_threads';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import { HistoryTooShort } from '#shared/history/fit/history-too-short.ts';
import { fitDemand, type FitDemandInput } from '#shared/history/fit-demand.ts';

export type FitWorkerMessage =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; fit: DemandFit }
  | { kind: 'tooShort'; message: string };

const post = (message: FitWorkerMessage): void => parentPort?.postMessage(message);

try {
  const input = workerData as Omit<FitDemandInput, 'onProgress'>;
  post({
    kind: 'done',
    fit: fitDemand({ ...input, onProgress: (share) => post({ kind: 'progress', share }) }),
  });
} catch (error) {
  if (!(error instanceof HistoryTooShort)) throw error;
  post({ kind: 'tooShort', message: error.message });
}
