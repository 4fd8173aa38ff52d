import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ReplayEstimate, ReplayEvent } from '#shared/contract/replay-records.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import type { HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import { createEventChannel } from '../event-channel.ts';
import { Cancelled, UserProblem } from '../problems.ts';
import type { HoursTask, ReplayMessage, ReplayTask } from './replay-worker.ts';

export interface ReplayThreads {
  findHours(task: HoursTask, signal: AbortSignal | undefined): Promise<HourToCheck[]>;
  estimate(task: ReplayTask, signal: AbortSignal | undefined): Promise<ReplayEstimate>;
  /** Throws `replay-too-large`; when aborted, `Cancelled` at once, and its thread is ended. */
  replay(task: ReplayTask, signal: AbortSignal | undefined): AsyncGenerator<ReplayEvent, void>;
  close(): Promise<void>;
}

/** Estimates are asked for while a replay goes on. */
const THREADS = 2;

/** Threads of their own for replays, started when first needed. */
export function createReplayThreads({
  workerFile = fileURLToPath(new URL('./replay-worker.ts', import.meta.url)),
}: { workerFile?: string } = {}): ReplayThreads {
  const threads = new Piscina({
    filename: workerFile,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 60_000,
  });
  // A thread that dies is reported through the task it was working on.
  threads.on('error', () => {});

  async function run<Result>(
    name: string,
    task: object,
    { signal, transferList }: { signal: AbortSignal | undefined; transferList?: MessagePort[] },
  ): Promise<Result> {
    if (signal?.aborted) throw new Cancelled();
    try {
      return (await threads.run(task, {
        name,
        ...(signal && { signal }),
        ...(transferList && { transferList }),
      })) as Result;
    } catch (error) {
      if (signal?.aborted) throw new Cancelled();
      throw error;
    }
  }

  async function* replay(
    task: ReplayTask,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplayEvent, void> {
    const channel = createEventChannel<ReplayEvent>();
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (message: ReplayMessage) => channel.push(message));
    const stop = new AbortController();
    const abort = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    run<HourReport | ReplayEstimate>(
      'replay',
      { ...task, port: port2 },
      { signal: abort, transferList: [port2] },
    )
      .then((result) => {
        if (!('comparisons' in result)) throw tooLarge(result);
        channel.push({ kind: 'done', report: result });
        channel.end();
      })
      .catch((error: unknown) => channel.fail(error));
    try {
      yield* channel.events(signal);
    } finally {
      stop.abort();
      port1.close();
    }
  }

  return {
    findHours: (task, signal) => run('findHours', task, { signal }),
    estimate: (task, signal) => run('estimateReplay', task, { signal }),
    replay,
    close: () => threads.destroy(),
  };
}

function tooLarge({ minutes, repetitions, requests, longestMinutes }: ReplayEstimate): UserProblem {
  const millions = (count: number) => `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;
  return new UserProblem('replay-too-large', [
    {
      path: 'minutes',
      message: `${minutes} minutes in ${repetitions} repetitions are ${millions(requests)} requests, more than a replay takes. Expected at most ${longestMinutes} minutes here, or fewer repetitions.`,
    },
  ]);
}
