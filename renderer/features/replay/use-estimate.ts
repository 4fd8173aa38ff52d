import { useEffect, useState } from 'react';
import type { ReplayEstimate } from '#shared/contract/replay-records.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { useAppState } from '#renderer/state/AppContext.tsx';
import { FULL_RUN } from '#renderer/state/run-actions.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { useApi, useScenario } from '#renderer/state/use-session.ts';

export interface Estimated {
  estimate: ReplayEstimate | null;
  failure: Failure | null;
}

/** After the last key. */
const PAUSE_MS = 250;

/** How much work the chosen span is, or what is wrong with it. */
export function useEstimate(): Estimated {
  const api = useApi();
  const scenario = useScenario();
  const { id: plan } = useSourcePlan();
  const span = useAppState((state) => state.session.span);
  const revision = useAppState((state) => state.document?.revision);
  const [estimated, setEstimated] = useState<Estimated>({ estimate: null, failure: null });
  useEffect(() => {
    if (span.at === '') return;
    const controller = new AbortController();
    const later = window.setTimeout(() => {
      api.replays
        .estimate(
          { plan, scenario, seed: FULL_RUN.seed, ...span, interventions: [...span.interventions] },
          { signal: controller.signal },
        )
        .then(
          (estimate) => setEstimated({ estimate, failure: null }),
          (error: unknown) =>
            !controller.signal.aborted && setEstimated({ estimate: null, failure: toFailure(error) }),
        );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(later);
      controller.abort();
    };
  }, [api, plan, scenario, span, revision]);
  return estimated;
}
