import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { ProposalList } from './ProposalList.tsx';

export function EscalationFields() {
  return (
    <ProposalList
      list="escalation"
      noun="step"
      create={() => ({ name: 'New step', contact: '', withinMinutes: 30, trigger: '' })}
    >
      {(path) => (
        <>
          <FieldRow>
            <PlanText path={`${path}/name`} label="Who" maxLength={120} />
            <PlanNumber path={`${path}/withinMinutes`} label="Within" unit="min" min={0.1} />
          </FieldRow>
          <PlanText path={`${path}/contact`} label="Reached by" maxLength={240} />
          <PlanText path={`${path}/trigger`} label="When" maxLength={240} rows={2} />
        </>
      )}
    </ProposalList>
  );
}
