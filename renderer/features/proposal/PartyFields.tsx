import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';

export function PartyFields() {
  return (
    <>
      <PlanText path="proposal/title" label="Title" maxLength={160} />
      <FieldRow>
        <PlanText path="proposal/provider" label="Provider" maxLength={240} />
        <PlanText path="proposal/customer" label="Customer" maxLength={240} />
      </FieldRow>
      <FieldRow>
        <PlanText path="proposal/preparedBy" label="Prepared by" maxLength={240} />
        <PlanText path="proposal/sponsor" label="Sponsor" maxLength={240} />
      </FieldRow>
      <PlanText path="proposal/summary" label="Summary" rows={8} maxLength={4000} />
    </>
  );
}
