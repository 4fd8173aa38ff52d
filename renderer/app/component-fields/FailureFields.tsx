import type { Failure } from '#shared/domain/component.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { OptionalPart } from './OptionalPart.tsx';

const FIRST: Failure = {
  mtbfHours: { low: 1440, high: 2880 },
  mttrMinutes: { low: 15, high: 40 },
  repairLaw: { kind: 'exponential' },
  scope: 'component',
};

/** Random outages and their repair. `path` leads to the component. */
export function FailureFields({ path }: { path: string }) {
  const base = `${path}/failure`;
  const { value: law, set } = useField<Failure['repairLaw'] | undefined>(`${base}/repairLaw`);
  return (
    <OptionalPart path={base} title="Failures" withoutIt="It never fails by itself." initial={FIRST}>
      <FieldRow>
        <PlanQuantity
          path={`${base}/mtbfHours`}
          label="Fails every"
          unit="h"
          min={1e-3}
          showSketch={false}
          slider={{ from: 0 }}
          definition="Mean time between failures (MTBF), from one failure to the next."
        />
        <PlanQuantity
          path={`${base}/mttrMinutes`}
          label="Restored in"
          unit="min"
          min={0}
          showSketch={false}
          slider={{ from: 0 }}
          definition="Mean time to restore (MTTR), from failure to service."
        />
      </FieldRow>
      <FieldRow>
        <PlanSelect
          path={`${base}/scope`}
          label="What fails"
          definition="One instance at a time, or the component as a whole."
          choices={[
            { id: 'instance', label: 'one instance' },
            { id: 'component', label: 'all of it' },
          ]}
        />
        <Select
          label="Repair times"
          value={law?.kind}
          definition="How repair times spread around their mean."
          choices={[
            { id: 'exponential', label: 'exponential' },
            { id: 'lognormal', label: 'lognormal', description: 'a few take very long' },
          ]}
          onChange={(kind) => set(kind === 'lognormal' ? { kind, cv2: 1.5 } : { kind }, { group: null })}
        />
      </FieldRow>
      {law?.kind === 'lognormal' && (
        <PlanNumber
          path={`${base}/repairLaw/cv2`}
          label="Spread of repair times, cv²"
          min={0.01}
          max={100}
          step={0.1}
          definition="Squared coefficient of variation: variance over squared mean. 1 is as much as exponential."
        />
      )}
    </OptionalPart>
  );
}
