import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ProposalList } from './ProposalList.tsx';

export function ApprovalFields() {
  return (
    <>
      <InspectorSection title="Review">
        <FieldRow>
          <PlanNumber
            path="proposal/reviewCadence/everyMonths"
            label="Every"
            unit="months"
            integer
            min={1}
            max={24}
          />
          <PlanText path="proposal/reviewCadence/next" label="Next" type="date" isOptional />
        </FieldRow>
      </InspectorSection>
      <InspectorSection title="Sign-off">
        <ProposalList list="approvers" noun="signature" create={() => ({ name: '', role: 'Role' })}>
          {(path) => (
            <FieldRow>
              <PlanText path={`${path}/role`} label="Role" maxLength={120} />
              <PlanText path={`${path}/name`} label="Name" maxLength={240} />
            </FieldRow>
          )}
        </ProposalList>
      </InspectorSection>
    </>
  );
}
