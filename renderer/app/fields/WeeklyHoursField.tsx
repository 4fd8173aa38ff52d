import { weekdays, type Weekday, type WeeklyHours } from '#shared/domain/time.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { ToggleGroup } from '#renderer/ui/ToggleGroup.tsx';

const dayNames: Record<Weekday, string> = {
  mon: 'Mo',
  tue: 'Tu',
  wed: 'We',
  thu: 'Th',
  fri: 'Fr',
  sat: 'Sa',
  sun: 'Su',
};
const dayChoices = weekdays.map((id) => ({ id, label: dayNames[id] }));

/** Hours of the week. `24:00` is the end of a day; an end before its start runs past midnight. */
export function WeeklyHoursField({
  value,
  onChange,
}: {
  value: WeeklyHours;
  onChange: (value: WeeklyHours) => void;
}) {
  return (
    <>
      <ToggleGroup
        label="Days"
        choices={dayChoices}
        value={value.days}
        onChange={(days) => onChange({ ...value, days })}
      />
      <FieldRow>
        <TextField
          label="From"
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
          placeholder="18:00"
        />
        <TextField
          label="To"
          value={value.to}
          onChange={(to) => onChange({ ...value, to })}
          placeholder="22:00"
        />
      </FieldRow>
    </>
  );
}

export const wholeWeek = (): WeeklyHours => ({ days: [...weekdays], from: '00:00', to: '24:00' });
