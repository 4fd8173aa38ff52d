import type { ServingComponent } from '#shared/domain/component.ts';
import { FailureFields } from '#renderer/app/component-fields/FailureFields.tsx';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { AutoscalingFields } from './AutoscalingFields.tsx';
import { RedundancyFields } from './RedundancyFields.tsx';
import { ServiceTimeFields } from './ServiceTimeFields.tsx';

/** Everything about a pool or a queue with workers. */
export function ServingFields({ component }: { component: ServingComponent }) {
  const path = `components/${component.id}`;
  return (
    <>
      <InspectorSection>
        <FieldRow>
          <PlanQuantity
            path={`${path}/instances`}
            label="Instances"
            unit="instances"
            min={1}
            slider={{ from: 1, step: 1 }}
            definition="Copies that run at the same time."
          />
          <PlanNumber
            path={`${path}/concurrency`}
            label="Concurrency"
            unit="each"
            integer
            min={1}
            max={100_000}
            slider={{ from: 1, step: 1 }}
            definition="Requests one instance serves at the same time."
          />
        </FieldRow>
        <FieldRow>
          <PlanNumber
            path={`${path}/queueLimit`}
            label="Queue limit"
            unit="waiting"
            integer
            min={0}
            isOptional
            placeholder="endless"
            definition="Waiting places of the whole component. A request that finds them full is rejected."
          />
          <PlanNumber
            path={`${path}/timeoutMs`}
            label="Time-out"
            unit="ms"
            min={1}
            step={100}
            isOptional
            placeholder="never"
            definition="A request that waits longer than this is given up."
          />
        </FieldRow>
        <FieldRow>
          <PlanSelect
            path={`${path}/discipline`}
            label="Who is served first"
            definition="Order of the queue."
            choices={[
              { id: 'fifo', label: 'who came first' },
              { id: 'priority', label: 'higher priority' },
            ]}
          />
          <PlanNumber
            path={`${path}/maximumUtilization`}
            label="Keep below"
            unit="%"
            scale={100}
            min={0.01}
            max={1}
            isOptional
            placeholder="80"
            definition="Headroom policy: utilization the plan does not want to exceed in the busiest hour."
          />
        </FieldRow>
      </InspectorSection>
      <ServiceTimeFields path={`${path}/serviceTime`} />
      <ScalabilityFields path={path} />
      <AutoscalingFields path={`${path}/autoscaling`} instances={component.instances} />
      <FailureFields path={path} />
      <RedundancyFields path={`${path}/redundancy`} />
      <CostFields path={path} />
    </>
  );
}

function ScalabilityFields({ path }: { path: string }) {
  return (
    <InspectorSection title="Scalability" subtitle="universal scalability law">
      <FieldRow>
        <PlanQuantity
          path={`${path}/contention`}
          label="Contention α"
          min={0}
          max={1}
          showSketch={false}
          definition="Share of the time spent in what only one instance can do at a time. It bends the curve."
        />
        <PlanQuantity
          path={`${path}/coherency`}
          label="Coherency β"
          min={0}
          max={1}
          showSketch={false}
          definition="Share of the time instances spend agreeing with each other, per pair. It turns the curve down."
        />
      </FieldRow>
    </InspectorSection>
  );
}

function CostFields({ path }: { path: string }) {
  const { currency, instanceTypes } = usePlan();
  return (
    <InspectorSection title="Cost">
      <PlanQuantity
        path={`${path}/costPerInstanceMonth`}
        label="Per instance and month"
        unit={currency}
        min={0}
        isOptional
        placeholder="not given"
        showSketch={false}
        definition="What one instance costs per month. The catalogue's price counts when empty."
      />
      {instanceTypes.length > 0 && (
        <PlanSelect
          path={`${path}/instanceType`}
          label="Instance type"
          choices={instanceTypes.map(({ id, name }) => ({ id, label: name }))}
          definition="From the plan's catalogue: relative speed and price."
        />
      )}
    </InspectorSection>
  );
}
