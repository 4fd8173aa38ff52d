import { useCallback, useEffect, useState } from 'react';
import { toFailure, type Failure } from '#renderer/api/failure.ts';

export type Loaded<Value> =
  | { state: 'loading'; value: Value | undefined }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; failure: Failure; value: Value | undefined };

type Load<Value> = (signal: AbortSignal) => Promise<Value>;

interface Settled<Value> {
  load: Load<Value>;
  /** Which of the questions was answered. */
  question: string;
  value: Value | undefined;
  failure: Failure | null;
}

/**
 * What a call gives, asked again when `load` or `version` changes; the old value stays in sight meanwhile.
 */
export function useLoaded<Value>(load: Load<Value>, version = 0): Loaded<Value> & { reload: () => void } {
  const [settled, setSettled] = useState<Settled<Value> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const question = `${version}/${attempt}`;
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      (value) => !controller.signal.aborted && setSettled({ load, question, value, failure: null }),
      (error: unknown) => {
        const failure = toFailure(error);
        if (failure.kind === 'cancelled') return;
        setSettled((before) => ({ load, question, value: before?.value, failure }));
      },
    );
    return () => controller.abort();
  }, [load, question]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const isAnswered = settled?.load === load && settled.question === question;
  if (!isAnswered) return { state: 'loading', value: settled?.value, reload };
  if (settled.failure) return { state: 'failed', failure: settled.failure, value: settled.value, reload };
  return { state: 'ready', value: settled.value as Value, reload };
}
