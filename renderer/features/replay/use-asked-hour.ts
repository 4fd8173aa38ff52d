import { useEffect } from 'react';
import type { HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { useApi, useScenario, useSelection } from '#renderer/state/use-session.ts';

/**
 * Other screens ask for an hour by selecting `at/2027-11-26T18:00`, or for the busiest hour of a
 * component, `component/cart-store`, or of one month, `component/cart-store/2027-11`. Without being
 * asked, the first of the hours is chosen.
 */
export function useAskedHour(hours: readonly HourToCheck[]): void {
  const api = useApi();
  const { session } = useApp();
  const { id: plan } = useSourcePlan();
  const scenario = useScenario();
  const [selection, select] = useSelection();
  const at = useAppState((state) => state.session.span.at);
  useEffect(() => {
    const [kind, component, month] = selection?.split('/') ?? [];
    if (kind === 'at' && component) {
      session.chooseSpan({ at: component, minutes: 60 });
      select(undefined);
    }
    if (kind !== 'component' || !component) return;
    let isCurrent = true;
    // What can not be found leaves the hour that is chosen; the list of hours says why.
    api.replays.hours({ plan, scenario, component, month }).then(
      ([first]) => {
        if (!isCurrent) return;
        if (first) session.chooseSpan({ at: first.localTime, minutes: 60 });
        select(undefined);
      },
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [api, plan, scenario, selection, select, session]);
  const first = hours[0]?.localTime;
  useEffect(() => {
    if (at === '' && first !== undefined && selection === undefined) session.chooseSpan({ at: first });
  }, [at, first, selection, session]);
}
