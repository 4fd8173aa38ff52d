import { useEffect, useState } from 'react';
import type { HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { useAppState } from '#renderer/state/AppContext.tsx';
import { useRun } from '#renderer/state/use-run.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { useApi, useScenario } from '#renderer/state/use-session.ts';

export interface Hours {
  hours: readonly HourToCheck[];
  isLoaded: boolean;
  failure: Failure | null;
}

/** Hours worth a look in the scenario, asked for anew when the plan was stored. */
export function useHours(): Hours {
  const api = useApi();
  const scenario = useScenario();
  const { id: plan } = useSourcePlan();
  const revision = useAppState((state) => state.document?.revision);
  // A verdict knows where the first promise breaks.
  const run = useRun().result?.run.id;
  const [hours, setHours] = useState<Hours>({ hours: [], isLoaded: false, failure: null });
  useEffect(() => {
    const controller = new AbortController();
    api.replays.hours({ plan, scenario }, { signal: controller.signal }).then(
      (found) => setHours({ hours: found, isLoaded: true, failure: null }),
      (error: unknown) =>
        !controller.signal.aborted && setHours({ hours: [], isLoaded: true, failure: toFailure(error) }),
    );
    return () => controller.abort();
  }, [api, plan, scenario, revision, run]);
  return hours;
}
