import { useCallback, useEffect, useState } from 'react';
import { toFailure, type Failure } from '#renderer/api/failure.ts';

export type Loaded<Value> =
  | { state: 'loading'; value: Value | undefined }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; failure: Failure; value: Value | undefined };

/** What a call gives, asked again when `load` changes; the old value stays in sight meanwhile. */
export function useLoaded<Value>(load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> & { reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading', value: undefined });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setLoaded(({ value }) => ({ state: 'loading', value }));
    load(controller.signal).then(
      (value) => !controller.signal.aborted && setLoaded({ state: 'ready', value }),
      (error: unknown) => {
        const failure = toFailure(error);
        if (failure.kind !== 'cancelled') setLoaded(({ value }) => ({ state: 'failed', failure, value }));
      },
    );
    return () => controller.abort();
  }, [load, attempt]);
  return { ...loaded, reload: useCallback(() => setAttempt((count) => count + 1), []) };
}
