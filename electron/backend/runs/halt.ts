import { Cancelled } from '../problems.ts';

/** How long a worker may go on with the future it is at before its thread is ended. */
const PATIENCE_MS = 2000;

/** Stops batches between two futures, so that their threads stay warm for whoever comes next. */
export interface Halt {
  /** Seen by workers: not 0 once they should stop. */
  flag: Int32Array;
  /** Ends the threads that did not stop in time. */
  firm: AbortSignal;
  /** The work's result, or `Cancelled` as soon as the signal is aborted. */
  unlessAborted<Result>(begin: () => Promise<Result>): Promise<Result>;
}

export function createHalt(signal: AbortSignal): Halt {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const late = new AbortController();
  let working = 0;

  signal.addEventListener(
    'abort',
    () => {
      Atomics.store(flag, 0, 1);
      setTimeout(() => working > 0 && late.abort(), PATIENCE_MS).unref();
    },
    { once: true },
  );

  return {
    flag,
    firm: late.signal,
    async unlessAborted(begin) {
      if (signal.aborted) throw new Cancelled();
      working += 1;
      const settled = begin().finally(() => (working -= 1));
      // Nobody waits for what a stopped batch has to say.
      settled.catch(() => {});
      const gone = Promise.withResolvers<never>();
      const onAbort = () => gone.reject(new Cancelled());
      signal.addEventListener('abort', onAbort);
      try {
        return await Promise.race([settled, gone.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
