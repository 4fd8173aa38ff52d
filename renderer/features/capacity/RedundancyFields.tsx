import { OptionalPart } from '#renderer/app/component-fields/OptionalPart.tsx';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';

const FIRST = { zones: 2, failoverMinutes: 0, commonCause: 0.02 };
const FIRST_ZONE = { mtbfHours: 8760, mttrMinutes: 60, repairLaw: { kind: 'exponential' } };

/** What survives when instances or a whole zone are lost. */
export function RedundancyFields({ path }: { path: string }) {
  return (
    <>
      <OptionalPart
        path={path}
        title="Redundancy"
        withoutIt="All instances stand in one zone; losing some only costs capacity."
        initial={FIRST}
      >
        <FieldRow>
          <PlanNumber
            path={`${path}/zones`}
            label="Zones"
            integer
            min={1}
            max={16}
            definition="Places that fail independently; instances are spread evenly."
          />
          <PlanNumber
            path={`${path}/requiredInstances`}
            label="Must be up"
            unit="instances"
            integer
            min={1}
            isOptional
            placeholder="one"
            definition="Instances that must be up for the component to serve at all: k of n."
          />
        </FieldRow>
        <FieldRow>
          <PlanQuantity
            path={`${path}/failoverMinutes`}
            label="Failover"
            unit="min"
            min={0}
            showSketch={false}
            definition="Until the others have taken over."
          />
          <PlanNumber
            path={`${path}/commonCause`}
            label="Common cause"
            unit="%"
            scale={100}
            min={0}
            max={1}
            definition="Share of instance failures that take down the whole component: the beta factor."
          />
        </FieldRow>
      </OptionalPart>
      <OptionalPart
        path={`${path}/zoneFailure`}
        title="Loss of a zone"
        withoutIt="Zones do not fail as a whole."
        initial={FIRST_ZONE}
      >
        <FieldRow>
          <PlanQuantity
            path={`${path}/zoneFailure/mtbfHours`}
            label="A zone fails every"
            unit="h"
            min={1e-3}
            showSketch={false}
            definition="Mean time between outages of one zone."
          />
          <PlanQuantity
            path={`${path}/zoneFailure/mttrMinutes`}
            label="Restored in"
            unit="min"
            min={0}
            showSketch={false}
            definition="Mean time until the zone is back."
          />
        </FieldRow>
      </OptionalPart>
    </>
  );
}
