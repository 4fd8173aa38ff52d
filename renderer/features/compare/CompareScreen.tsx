import { GitCompareArrows } from 'lucide-react';
import { useEffect, useState } from 'react';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { Screen } from '#renderer/app/Screen.tsx';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { findRun } from '#renderer/state/selectors.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { compareRuns } from './compare-runs.ts';
import { compareTitle } from './compare-title.ts';
import { ComparedMatrix } from './ComparedMatrix.tsx';
import { DifferingAssumptions } from './DifferingAssumptions.tsx';
import { ScenarioRunState } from './ScenarioRunState.tsx';
import './compare.css';

/** Two scenarios side by side, on the same random futures. */
export function CompareScreen() {
  const plan = useSourcePlan();
  const current = useAppState((state) => state.session.scenario);
  const choices = [
    { id: BASE_SCENARIO, label: plan.baseScenarioName },
    ...plan.scenarios.map(({ id, name }) => ({ id, label: name })),
  ];
  const [chosen, setChosen] = useState({
    left: BASE_SCENARIO,
    right: current === BASE_SCENARIO ? (plan.scenarios[0]?.id ?? BASE_SCENARIO) : current,
  });
  const isKnown = (id: string) => choices.some((choice) => choice.id === id);
  const left = isKnown(chosen.left) ? chosen.left : BASE_SCENARIO;
  const right = isKnown(chosen.right) ? chosen.right : BASE_SCENARIO;
  const leftRun = useAppState((state) => findRun(state, left));
  const rightRun = useAppState((state) => findRun(state, right));
  useLatestRuns(left, right);

  if (plan.scenarios.length === 0) return <NothingToCompare />;
  const rows = compareRuns(plan.clauses, leftRun?.result?.verdict, rightRun?.result?.verdict);
  const name = (id: string) => choices.find((choice) => choice.id === id)?.label ?? id;
  return (
    <Screen
      title={compareTitle(rows, name(left), name(right))}
      subtitle="Both see the same random futures, so a difference comes from the assumptions alone."
    >
      <div className="compare-choice">
        <FieldRow>
          <Select
            label="This scenario"
            value={left}
            choices={choices}
            onChange={(id) => setChosen({ left: id, right })}
          />
          <Select
            label="against"
            value={right}
            choices={choices}
            onChange={(id) => setChosen({ left, right: id })}
          />
        </FieldRow>
        <FieldRow>
          <ScenarioRunState scenario={left} name={name(left)} />
          <ScenarioRunState scenario={right} name={name(right)} />
        </FieldRow>
      </div>
      <ComparedMatrix rows={rows} left={name(left)} right={name(right)} />
      <DifferingAssumptions left={left} right={right} leftName={name(left)} rightName={name(right)} />
    </Screen>
  );
}

/** Asks for the newest run of both scenarios, once each. */
function useLatestRuns(left: string, right: string) {
  const { runs, store } = useApp();
  useEffect(() => {
    for (const scenario of new Set([left, right])) {
      if (!findRun(store.getState(), scenario)) void runs.loadLatest(scenario);
    }
  }, [runs, store, left, right]);
}

function NothingToCompare() {
  return (
    <Screen title="There is only one scenario.">
      <EmptyState icon={<GitCompareArrows size={20} />} title="Add a scenario to compare with.">
        Press “+ Scenario” above, name it after the question (“Black Friday twice as large”), and change what
        differs. It keeps only the differences; everything else follows the plan.
      </EmptyState>
    </Screen>
  );
}
