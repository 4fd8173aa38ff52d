import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ClauseSelect } from './OwnershipFields.tsx';
import { ProposalList } from './ProposalList.tsx';

export function CreditFields() {
  return (
    <>
      <InspectorSection title="Service credits">
        <ProposalList
          list="serviceCredits"
          noun="credit"
          create={() => ({ belowAttainment: 0.99, creditShare: 0.05 })}
        >
          {(path) => (
            <>
              <ClauseSelect path={`${path}/clause`} />
              <FieldRow>
                <PlanNumber
                  path={`${path}/belowAttainment`}
                  label="Attained less than"
                  unit="%"
                  scale={100}
                  min={0}
                  max={1}
                />
                <PlanNumber
                  path={`${path}/creditShare`}
                  label="Credit"
                  unit="% of the fee"
                  scale={100}
                  min={0}
                  max={1}
                />
              </FieldRow>
            </>
          )}
        </ProposalList>
      </InspectorSection>
      <InspectorSection title="Claims">
        <PlanText path="proposal/howToClaim" label="How to ask for remediation" rows={4} maxLength={1200} />
      </InspectorSection>
      <InspectorSection title="Links">
        <ProposalList
          list="links"
          noun="link"
          create={() => ({ label: 'Dashboard', url: 'https://example.com' })}
        >
          {(path) => (
            <>
              <PlanText path={`${path}/label`} label="Label" maxLength={120} />
              <PlanText path={`${path}/url`} label="Address" type="url" />
            </>
          )}
        </ProposalList>
      </InspectorSection>
    </>
  );
}
