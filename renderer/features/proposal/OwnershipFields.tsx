import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { ProposalList } from './ProposalList.tsx';

export function OwnershipFields() {
  return (
    <ProposalList
      list="ownership"
      noun="owner"
      create={() => ({ responsible: '', accountable: '', consulted: '', informed: '' })}
    >
      {(path) => (
        <>
          <ClauseSelect path={`${path}/clause`} />
          <FieldRow>
            <PlanText
              path={`${path}/responsible`}
              label="Responsible"
              definition="Does the work that keeps the promise."
              maxLength={240}
            />
            <PlanText
              path={`${path}/accountable`}
              label="Accountable"
              definition="Answers for it; one person or role."
              maxLength={240}
            />
          </FieldRow>
          <FieldRow>
            <PlanText
              path={`${path}/consulted`}
              label="Consulted"
              definition="Asked before decisions."
              maxLength={240}
            />
            <PlanText
              path={`${path}/informed`}
              label="Informed"
              definition="Told afterwards."
              maxLength={240}
            />
          </FieldRow>
        </>
      )}
    </ProposalList>
  );
}

const ALL = 'all-promises';

/** One promise, or all that have no entry of their own. */
export function ClauseSelect({ path }: { path: string }) {
  const { clauses } = useSourcePlan();
  const field = useField<string | undefined>(path);
  const choices = [{ id: ALL, label: 'All others' }, ...clauses.map(({ id, name }) => ({ id, label: name }))];
  return (
    <Select
      label="Promise"
      value={field.value ?? ALL}
      choices={choices}
      onChange={(id) => field.set(id === ALL ? undefined : id, { group: null })}
      error={field.problems[0]?.message}
    />
  );
}
