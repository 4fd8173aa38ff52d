import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { ProposalList } from './ProposalList.tsx';

export function RemediationFields() {
  return (
    <ProposalList
      list="remediation"
      noun="severity"
      create={() => ({
        severity: 'New severity',
        meaning: '',
        acknowledgeMinutes: 30,
        restoreMinutes: 240,
        reviewDays: 5,
      })}
    >
      {(path) => (
        <>
          <PlanText path={`${path}/severity`} label="Severity" maxLength={120} />
          <PlanText path={`${path}/meaning`} label="Means" maxLength={240} />
          <FieldRow count={3}>
            <PlanNumber path={`${path}/acknowledgeMinutes`} label="Acknowledged" unit="min" min={0.1} />
            <PlanNumber path={`${path}/restoreMinutes`} label="Restored" unit="min" min={0.1} />
            <PlanNumber path={`${path}/reviewDays`} label="Reviewed" unit="days" min={0.1} />
          </FieldRow>
        </>
      )}
    </ProposalList>
  );
}
