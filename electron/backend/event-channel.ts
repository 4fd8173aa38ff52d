import { Cancelled } from './problems.ts';

export interface EventChannel<Event> {
  push(event: Event): void;
  /** No more events; those not yet read are still delivered. */
  end(): void;
  fail(error: unknown): void;
  /** The events in order. Throws `Cancelled` as soon as the signal is aborted. */
  events(signal: AbortSignal | undefined): AsyncGenerator<Event, void>;
}

/** Turns call-backs into an async iterator for one reader. */
export function createEventChannel<Event>(): EventChannel<Event> {
  const queue: Event[] = [];
  let outcome: { error?: unknown } | undefined;
  let wake = () => {};

  async function* events(signal: AbortSignal | undefined): AsyncGenerator<Event, void> {
    const onAbort = () => wake();
    signal?.addEventListener('abort', onAbort);
    try {
      for (;;) {
        if (signal?.aborted) throw new Cancelled();
        if (queue.length > 0) yield queue.shift()!;
        else if (outcome) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      if ('error' in outcome) throw outcome.error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    push(event) {
      queue.push(event);
      wake();
    },
    end() {
      outcome ??= {};
      wake();
    },
    fail(error) {
      outcome ??= { error };
      wake();
    },
    events,
  };
}
