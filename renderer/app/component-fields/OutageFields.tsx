import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';

/** How often a service that others run is up, and how soon it is back. */
export function OutageFields({ path }: { path: string }) {
  return (
    <FieldRow>
      <PlanQuantity
        path={`${path}/availability`}
        label="Availability"
        unit="%"
        scale={100}
        min={0}
        max={1}
        showSketch={false}
        definition="Long-run share of time it is up. No journey that needs it can promise more."
      />
      <PlanQuantity
        path={`${path}/mttrMinutes`}
        label="Restored in"
        unit="min"
        min={0}
        showSketch={false}
        definition="Mean time until an outage is over."
      />
    </FieldRow>
  );
}
