import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { NumberField } from '#renderer/ui/NumberField.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { callable, chaosKinds, kindOf, newIntervention } from './new-intervention.ts';

export interface InterventionFieldsProps {
  plan: Plan;
  /** Length of the span. */
  minutes: number;
  value: Intervention;
  onChange: (value: Intervention) => void;
  error: string | undefined;
}

const ALL = 'all';

/** One thing done to the span: what, to whom, when and for how long. */
export function InterventionFields({ plan, minutes, value, onChange, error }: InterventionFieldsProps) {
  const journeys = [
    { id: ALL, label: 'all journeys' },
    ...plan.journeys.map(({ id, name }) => ({ id, label: name })),
  ];
  return (
    <>
      <Select
        label="What happens"
        hideLabel
        value={kindOf(value)}
        choices={chaosKinds}
        onChange={(kind) => onChange(newIntervention(kind, plan, minutes, value))}
        error={error}
      />
      <FieldRow count={value.kind === 'fault' && value.effect.kind === 'down' ? 1 : 2}>
        {value.kind === 'fault' ? (
          <Select
            label="Component"
            value={value.component}
            choices={callable(plan).map(({ id, name }) => ({ id, label: name }))}
            onChange={(component) => onChange({ ...value, component })}
          />
        ) : (
          <Select
            label="Journeys"
            value={value.journeys?.[0] ?? ALL}
            choices={journeys}
            onChange={(id) => {
              const { journeys: _before, ...rest } = value;
              onChange(id === ALL ? rest : { ...rest, journeys: [id] });
            }}
          />
        )}
        <Strength value={value} onChange={onChange} />
      </FieldRow>
      <FieldRow>
        <NumberField
          label="From minute"
          value={value.from}
          min={0}
          max={minutes - 1}
          onChange={(from) => from !== undefined && onChange({ ...value, from })}
        />
        <NumberField
          label="For"
          unit="min"
          value={value.minutes}
          min={0.1}
          max={1440}
          onChange={(length) => length !== undefined && onChange({ ...value, minutes: length })}
        />
      </FieldRow>
    </>
  );
}

/** How strong it is; a component that is down is just that. */
function Strength({ value, onChange }: Pick<InterventionFieldsProps, 'value' | 'onChange'>) {
  if (value.kind === 'surge') {
    return (
      <NumberField
        label="Arrivals"
        unit="×"
        value={value.multiplier}
        min={0}
        max={1000}
        step={0.5}
        onChange={(multiplier) => multiplier !== undefined && onChange({ ...value, multiplier })}
      />
    );
  }
  const { effect } = value;
  if (effect.kind === 'reduced') {
    return (
      <NumberField
        label="Away"
        unit="% of instances"
        scale={100}
        step={10}
        value={effect.share}
        min={0}
        max={1}
        onChange={(share) => share !== undefined && onChange({ ...value, effect: { ...effect, share } })}
      />
    );
  }
  if (effect.kind === 'slow') {
    return (
      <NumberField
        label="Takes"
        unit="× as long"
        value={effect.factor}
        min={1}
        max={1000}
        step={0.5}
        onChange={(factor) => factor !== undefined && onChange({ ...value, effect: { ...effect, factor } })}
      />
    );
  }
  return null;
}
