import type { Clause } from '#shared/domain/clause.ts';
import type { WeeklyHours } from '#shared/domain/time.ts';
import { WeeklyHoursField, wholeWeek } from '#renderer/app/fields/WeeklyHoursField.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';

/** Where and when the promise counts. */
export function ScopeFields({ clause }: { clause: Clause }) {
  const plan = usePlan();
  const path = `clauses/${clause.id}/scope`;
  const regions = useField<string[] | undefined>(`${path}/regions`);
  const devices = useField<string[] | undefined>(`${path}/devices`);
  const hours = useField<WeeklyHours[] | undefined>(`${path}/hours`);
  const known = new Map(plan.regions.flatMap((region) => region.devices.map(({ id, name }) => [id, name])));
  return (
    <>
      {plan.regions.length > 1 && (
        <CheckboxGroup
          label="Regions"
          choices={plan.regions.map(({ id, name }) => ({ id, label: name }))}
          value={regions.value}
          onChange={(value) => regions.set(value, { group: null })}
          error={regions.problems[0]?.message}
        />
      )}
      {known.size > 1 && (
        <CheckboxGroup
          label="Devices"
          choices={[...known].map(([id, label]) => ({ id, label }))}
          value={devices.value}
          onChange={(value) => devices.set(value, { group: null })}
        />
      )}
      <ListEditor
        items={hours.value ?? []}
        create={wholeWeek}
        addLabel="Only in certain hours"
        nameOf={(index) => `hours ${index + 1}`}
        onChange={(list) => hours.set(list.length > 0 ? list : undefined, { group: null })}
      >
        {(item, index) => (
          <WeeklyHoursField
            value={item}
            onChange={(next) => hours.set(hours.value?.map((old, at) => (at === index ? next : old)))}
          />
        )}
      </ListEditor>
    </>
  );
}
