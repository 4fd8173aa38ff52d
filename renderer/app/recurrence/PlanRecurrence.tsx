import { occurrences } from '#shared/calendar/recurrence.ts';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import { momentText } from '#shared/charts/civil-date.ts';
import type { Recurrence } from '#shared/domain/time.ts';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { NumberField } from '#renderer/ui/NumberField.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { TimeOfDayField } from './TimeOfDayField.tsx';
import { daysOf, presetNames, presetOf, ruleDays, ruleOf, type PresetId } from './presets.ts';

const presets = (Object.keys(presetNames) as PresetId[]).map((id) => ({ id, label: presetNames[id] }));

/** A span of time that may come back, bound to its path: start, length, zone, and a preset or a raw rule. */
export function PlanRecurrence({ path }: { path: string }) {
  const field = useField<Recurrence>(path);
  const span = field.value;
  const preset = presetOf(span.rrule);
  const isWeekly = preset === 'weekly' || preset === 'fortnightly';
  const set = (change: Partial<Recurrence>) => field.set({ ...span, ...change });
  const inherited = field.isOverridden ? { text: 'another time', onReset: field.reset } : undefined;

  return (
    <>
      <FieldRow>
        <TextField
          label="First on"
          type="date"
          value={span.dtstart.slice(0, 10)}
          inherited={inherited}
          definition="The first day it happens."
          onChange={(date) => date && set({ dtstart: `${date}T${span.dtstart.slice(11, 16)}` })}
        />
        <TimeOfDayField
          label="At"
          value={span.dtstart.slice(11, 16)}
          definition="Wall clock of the time zone below."
          onChange={(time) => time !== '24:00' && set({ dtstart: `${span.dtstart.slice(0, 10)}T${time}` })}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label="Lasts"
          unit="min"
          min={1}
          max={366 * 1440}
          value={span.durationMinutes}
          definition="From start to end, in minutes."
          onChange={(durationMinutes) => durationMinutes && set({ durationMinutes })}
        />
        <Select
          label="Comes back"
          value={preset}
          choices={presets}
          definition="Named patterns; any other one by its rule."
          onChange={(chosen) => set({ rrule: ruleOf(chosen, daysOf(span), span.rrule) })}
        />
      </FieldRow>
      <PlanText
        path={`${path}/tzid`}
        label="Time zone"
        suggestions={zones()}
        definition="The start follows this zone's clock, daylight saving included."
      />
      {isWeekly && (
        <CheckboxGroup
          label="On"
          value={daysOf(span)}
          choices={ruleDays.map(({ id, short }) => ({ id, label: short }))}
          onChange={(days) => days && set({ rrule: ruleOf(preset, days, span.rrule) })}
        />
      )}
      {preset === 'custom' && (
        <TextField
          label="Rule"
          value={span.rrule ?? ''}
          onChange={(rrule) => set({ rrule: rrule || undefined })}
          definition="RFC 5545 without its prefix, such as FREQ=MONTHLY;BYDAY=1SU."
          error={nextTimes(span).error}
        />
      )}
      <p className="note">{nextTimes(span).text}</p>
    </>
  );
}

let zoneNames: string[] | null = null;
const zones = (): string[] => (zoneNames ??= ['UTC', ...Intl.supportedValuesOf('timeZone')]);

const YEAR_MS = 366 * 86_400_000;

/** The first three times it happens, or what is wrong with the rule. */
function nextTimes(span: Recurrence): { text: string; error?: string } {
  try {
    const from = Date.parse(`${span.dtstart.slice(0, 16)}:00Z`) - 86_400_000;
    const found = occurrences(span, from, from + 3 * YEAR_MS).slice(0, 3);
    const clock = createLocalClock(span.tzid, from, from + 3 * YEAR_MS);
    if (found.length === 0) return { text: 'It never happens within three years of its start.' };
    return {
      text: `${span.rrule ? 'First: ' : ''}${found.map(({ start }) => momentText(clock.toWall(start))).join(' · ')}`,
    };
  } catch {
    return { text: '', error: 'This is not a rule. Expected something like FREQ=MONTHLY;BYDAY=1SU.' };
  }
}
