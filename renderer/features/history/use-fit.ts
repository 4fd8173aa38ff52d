import { useRef, useState } from 'react';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi } from '#renderer/state/use-session.ts';

export type FitState =
  | { state: 'idle' }
  | { state: 'fitting'; series: number }
  | { state: 'failed'; series: number; failure: Failure };

/** Fits demand to a series; the result is stored with the plan's history. */
export function useFit(onFitted: (fit: DemandFit) => void) {
  const api = useApi();
  const { id: plan } = usePlan();
  const [fitting, setFitting] = useState<FitState>({ state: 'idle' });
  const controller = useRef<AbortController | null>(null);

  async function start(series: number) {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setFitting({ state: 'fitting', series });
    try {
      const fit = await api.history.fit({ plan, series }, { signal });
      setFitting({ state: 'idle' });
      onFitted(fit);
    } catch (error) {
      const failure = toFailure(error);
      if (signal.aborted || failure.kind === 'cancelled') setFitting({ state: 'idle' });
      else setFitting({ state: 'failed', series, failure });
    }
  }

  return { fitting, start, cancel: () => controller.current?.abort() };
}
