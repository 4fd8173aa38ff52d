import type { Effect } from '#shared/domain/operations.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';

const choices = [
  { id: 'down', label: 'out of service' },
  { id: 'reduced', label: 'fewer instances' },
  { id: 'slow', label: 'slower' },
] as const;

/** What an interval does to its components. */
export function EffectFields({ path, label }: { path: string; label: string }) {
  const { value: effect, set } = useField<Effect>(path);
  const choose = (kind: Effect['kind']) =>
    set(kind === 'reduced' ? { kind, share: 0.5 } : kind === 'slow' ? { kind, factor: 2 } : { kind }, {
      group: null,
    });
  return (
    <FieldRow>
      <Select
        label={label}
        value={effect.kind}
        choices={choices}
        onChange={choose}
        definition="Out of service, with fewer instances, or slower."
      />
      {effect.kind === 'reduced' && (
        <PlanNumber
          path={`${path}/share`}
          label="Away"
          unit="% of instances"
          scale={100}
          min={0}
          max={1}
          definition="This share of the instances is away."
        />
      )}
      {effect.kind === 'slow' && (
        <PlanNumber
          path={`${path}/factor`}
          label="Slower"
          unit="×"
          min={1}
          max={1000}
          step={0.5}
          definition="Service takes this many times as long."
        />
      )}
    </FieldRow>
  );
}
