import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { ProposalList } from './ProposalList.tsx';

export function RolloutFields() {
  const { start } = useSourcePlan().horizon;
  return (
    <ProposalList
      list="rollout"
      noun="stage"
      create={() => ({ name: 'New stage', start, scope: '', criteria: '' })}
    >
      {(path) => (
        <>
          <FieldRow>
            <PlanText path={`${path}/name`} label="Stage" maxLength={120} />
            <PlanText path={`${path}/start`} label="Begins" type="date" />
          </FieldRow>
          <PlanText path={`${path}/scope`} label="Covers" maxLength={240} />
          <PlanText path={`${path}/criteria`} label="Done when" maxLength={240} />
        </>
      )}
    </ProposalList>
  );
}
