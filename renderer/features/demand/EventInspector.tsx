import { Trash2 } from 'lucide-react';
import { holidayNames } from '#shared/calendar/holidays.ts';
import type { DemandEvent } from '#shared/domain/demand.ts';
import { dayText, fromIsoText } from '#shared/charts/civil-date.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { PlanRecurrence } from '#renderer/app/recurrence/PlanRecurrence.tsx';
import { TimeOfDayField } from '#renderer/app/recurrence/TimeOfDayField.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { EventDay } from './event-days.ts';

export interface EventInspectorProps {
  event: DemandEvent;
  days: readonly EventDay[];
  onRemove: () => void;
}

/** A foreseeable peak: when, how high, in which shape, for whom. */
export function EventInspector({ event, days, onRemove }: EventInspectorProps) {
  const path = `demand/events/${event.id}`;
  const own = days.filter(({ name }) => name === event.name);
  return (
    <Inspector
      kind="Event"
      title={event.name}
      actions={<IconButton label={`Remove ${event.name}`} icon={<Trash2 size={15} />} onPress={onRemove} />}
      foot={
        own.length === 0
          ? 'It never happens within the horizon.'
          : `Within the horizon: ${own
              .slice(0, 4)
              .map(({ date }) => dayText(fromIsoText(date)))
              .join(', ')}${own.length > 4 ? ` and ${own.length - 4} more` : ''}.`
      }
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        <PlanQuantity
          path={`${path}/multiplier`}
          label="Load at its height"
          unit="× usual"
          min={0}
          max={1000}
          slider={{ from: 0, step: 0.1 }}
          definition="Load at the height of the event over the load without it; drawn anew each time."
        />
        <FieldRow>
          <PlanSelect
            path={`${path}/shape`}
            label="Shape"
            definition="Trapezoid rises and falls in straight lines, plateau jumps, spike is highest in the middle."
            choices={[
              { id: 'trapezoid', label: 'trapezoid' },
              { id: 'plateau', label: 'plateau' },
              { id: 'spike', label: 'spike' },
            ]}
          />
          <PlanNumber
            path={`${path}/rampMinutes`}
            label="Ramp"
            unit="min"
            min={0}
            definition="How long it rises, and falls, within its length."
          />
        </FieldRow>
      </InspectorSection>
      <InspectorSection title="When">
        <OccurrenceFields event={event} path={path} />
      </InspectorSection>
      <JourneyChoice path={`${path}/journeys`} />
    </Inspector>
  );
}

function OccurrenceFields({ event: { occurrence }, path }: { event: DemandEvent; path: string }) {
  const { timeZone, horizon } = usePlan();
  const { set } = useField<DemandEvent['occurrence']>(`${path}/occurrence`);
  const first = `${horizon.start.slice(0, 4)}-11-26T00:00`;
  const length = occurrence.kind === 'holiday' ? occurrence.durationMinutes : occurrence.when.durationMinutes;
  const switchTo = (kind: 'calendar' | 'holiday') =>
    set(
      kind === 'calendar'
        ? {
            kind,
            when: {
              dtstart: first,
              durationMinutes: length,
              rrule: 'FREQ=YEARLY',
              tzid: timeZone,
              exdate: [],
            },
          }
        : {
            kind,
            country: 'US',
            holiday: 'Thanksgiving Day',
            offsetDays: 1,
            startTime: '00:00',
            durationMinutes: length,
          },
      { group: null },
    );
  return (
    <>
      <Select
        label="Follows"
        value={occurrence.kind}
        onChange={switchTo}
        definition="A date or rule, or a public holiday that moves."
        choices={[
          { id: 'calendar', label: 'the calendar' },
          { id: 'holiday', label: 'a public holiday' },
        ]}
      />
      {occurrence.kind === 'calendar' ? (
        <PlanRecurrence path={`${path}/occurrence/when`} />
      ) : (
        <HolidayFields
          path={`${path}/occurrence`}
          country={occurrence.country}
          year={Number(horizon.start.slice(0, 4))}
        />
      )}
    </>
  );
}

function HolidayFields({ path, country, year }: { path: string; country: string; year: number }) {
  return (
    <>
      <FieldRow>
        <PlanText
          path={`${path}/country`}
          label="Country"
          maxLength={12}
          definition="A country code such as DE, or with its state US-CA."
        />
        <PlanText
          path={`${path}/holiday`}
          label="Holiday"
          suggestions={holidayNames(country, year)}
          definition="By its name in the country’s calendar."
        />
      </FieldRow>
      <FieldRow count={3}>
        <PlanNumber
          path={`${path}/offsetDays`}
          label="Moved by"
          unit="days"
          integer
          min={-60}
          max={60}
          definition="Black Friday is Thanksgiving + 1."
        />
        <StartTime path={`${path}/startTime`} />
        <PlanNumber
          path={`${path}/durationMinutes`}
          label="Lasts"
          unit="min"
          min={1}
          definition="The whole event, ramps included."
        />
      </FieldRow>
    </>
  );
}

function StartTime({ path }: { path: string }) {
  const { value, set } = useField<string>(path);
  return <TimeOfDayField label="From" value={value} onChange={set} definition="Local time of each region." />;
}

/** Which journeys something touches; none ticked means all. */
export function JourneyChoice({ path }: { path: string }) {
  const { journeys } = usePlan();
  const { value, set } = useField<string[] | undefined>(path);
  return (
    <CheckboxGroup
      label="Journeys"
      description={value ? undefined : 'None ticked: all of them.'}
      value={value}
      choices={journeys.map(({ id, name }) => ({ id, label: name }))}
      onChange={(chosen) => set(chosen, { group: null })}
    />
  );
}
