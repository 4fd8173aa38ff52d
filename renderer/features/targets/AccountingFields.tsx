import type { Clause } from '#shared/domain/clause.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';

const maintenance = [
  { id: 'excluded', label: 'Left out', description: 'Announced windows are not measured' },
  { id: 'counted', label: 'Counted', description: 'Like any other time' },
] as const;
const shed = [
  { id: 'bad', label: 'Counts as failed', description: 'The customer got no answer' },
  { id: 'excluded', label: 'Left out', description: 'Turned away on purpose' },
] as const;
const deferred = [
  { id: 'fromArrival', label: 'From arrival', description: 'The wait counts' },
  { id: 'fromRelease', label: 'From release', description: 'The wait was agreed' },
  { id: 'excluded', label: 'Left out' },
] as const;
const budgeting = [
  { id: 'occurrences', label: 'By requests', description: 'Share of requests that succeed' },
  { id: 'timeslices', label: 'By minutes', description: 'Share of minutes in which it works' },
] as const;

/** How requests and minutes that were kept out on purpose are counted. */
export function AccountingFields({ clause }: { clause: Clause }) {
  const path = `clauses/${clause.id}`;
  const isRequests = clause.metric !== 'supportResponse' && clause.metric !== 'throughput';
  return (
    <>
      {clause.metric === 'availability' && (
        <FieldRow>
          <PlanSelect path={`${path}/budgetingMethod`} label="Counted" choices={budgeting} />
          {clause.budgetingMethod === 'timeslices' && (
            <PlanNumber
              path={`${path}/sliceTarget`}
              label="A good minute"
              definition="A minute counts as good when at least this share of its requests succeed."
              unit="%"
              scale={100}
              min={0}
              max={1}
            />
          )}
        </FieldRow>
      )}
      <FieldRow>
        <PlanSelect
          path={`${path}/accounting/maintenance`}
          label="Announced maintenance"
          choices={maintenance}
        />
        {isRequests && (
          <PlanSelect path={`${path}/accounting/shed`} label="Requests turned away" choices={shed} />
        )}
      </FieldRow>
      {isRequests && (
        <PlanSelect
          path={`${path}/accounting/deferred`}
          label="Work put off to a quiet hour"
          choices={deferred}
        />
      )}
    </>
  );
}
