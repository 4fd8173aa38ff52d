import { weekdays, type WeeklyHours } from '#shared/domain/time.ts';
import { useField } from '#renderer/state/use-field.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { TimeOfDayField } from './TimeOfDayField.tsx';

const days = weekdays.map((id) => ({ id, label: id.charAt(0).toUpperCase() + id.slice(1) }));

/** Hours that return every week, bound to their path. An end before the start runs past midnight. */
export function PlanWeeklyHours({ path, label }: { path: string; label: string }) {
  const { value, set } = useField<WeeklyHours>(path);
  return (
    <>
      <CheckboxGroup
        label={`${label}, days`}
        value={value.days}
        choices={days}
        onChange={(chosen) => chosen && set({ ...value, days: chosen })}
      />
      <FieldRow>
        <TimeOfDayField
          label="From"
          value={value.from}
          onChange={(from) => set({ ...value, from })}
          definition="Wall clock in the zone of the desk or plan."
        />
        <TimeOfDayField
          label="To"
          value={value.to}
          onChange={(to) => set({ ...value, to })}
          definition="24:00 is the end of the day; earlier than the start runs past midnight."
        />
      </FieldRow>
    </>
  );
}
