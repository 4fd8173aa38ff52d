import { Plus, Trash2 } from 'lucide-react';
import type { WeeklyHours } from '#shared/domain/time.ts';
import { middle, type Quantity } from '#shared/units/quantity.ts';
import { OptionalPart } from '#renderer/app/component-fields/OptionalPart.tsx';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanWeeklyHours } from '#renderer/app/recurrence/PlanWeeklyHours.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';

interface Scheduled {
  hours: WeeklyHours;
  minimum: number;
}

/** Instances follow the load, late and within limits. */
export function AutoscalingFields({ path, instances }: { path: string; instances: Quantity }) {
  const count = Math.max(1, Math.round(middle(instances)));
  const first = {
    minimum: count,
    maximum: count * 2,
    targetUtilization: 0.6,
    lagMinutes: 4,
    cooldownMinutes: 5,
    schedule: [],
  };
  return (
    <OptionalPart
      path={path}
      title="Autoscaling"
      withoutIt="The number of instances stays as it is."
      initial={first}
    >
      <FieldRow count={3}>
        <PlanNumber
          path={`${path}/minimum`}
          label="At least"
          integer
          min={1}
          definition="Instances that always run."
        />
        <PlanNumber
          path={`${path}/maximum`}
          label="At most"
          integer
          min={1}
          slider={{ from: 1, step: 1 }}
          definition="More are never started."
        />
        <PlanNumber
          path={`${path}/targetUtilization`}
          label="Target"
          unit="%"
          scale={100}
          min={0.01}
          max={1}
          slider={{ from: 0.05, to: 1, step: 0.01 }}
          definition="Utilization the autoscaler aims for."
        />
      </FieldRow>
      <FieldRow>
        <PlanQuantity
          path={`${path}/lagMinutes`}
          label="Lag"
          unit="min"
          min={0}
          showSketch={false}
          definition="From load to working capacity: half the metric window, half the sync period, boot and readiness."
        />
        <PlanNumber
          path={`${path}/cooldownMinutes`}
          label="Cool-down"
          unit="min"
          min={0}
          definition="Pause before instances are taken away again."
        />
      </FieldRow>
      <Schedule path={`${path}/schedule`} minimum={count} />
    </OptionalPart>
  );
}

function Schedule({ path, minimum }: { path: string; minimum: number }) {
  const { value = [], set } = useField<Scheduled[] | undefined>(path);
  const added: Scheduled = {
    hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' },
    minimum,
  };
  return (
    <>
      {value.map((_entry, index) => (
        <div className="component-shift" key={index}>
          <PlanWeeklyHours path={`${path}/${index}/hours`} label={`Schedule ${index + 1}`} />
          <div className="component-shift-agents">
            <PlanNumber
              path={`${path}/${index}/minimum`}
              label="At least"
              unit="instances"
              integer
              min={1}
              definition="Instances that run in these hours whatever the load."
            />
            <IconButton
              label={`Remove schedule ${index + 1}`}
              icon={<Trash2 size={14} />}
              onPress={() =>
                set(
                  value.filter((_one, position) => position !== index),
                  { group: null },
                )
              }
            />
          </div>
        </div>
      ))}
      <div>
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} />}
          onPress={() => set([...value, added], { group: null })}
        >
          Scheduled minimum
        </Button>
      </div>
    </>
  );
}
