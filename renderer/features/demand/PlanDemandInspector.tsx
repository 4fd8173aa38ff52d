import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { DriverFields } from './DriverFields.tsx';
import { GrowthFields } from './GrowthFields.tsx';
import { NoiseFields } from './NoiseFields.tsx';
import { RegionFields } from './RegionFields.tsx';
import { SeasonFields } from './SeasonFields.tsx';

/** What all journeys share: growth, seasons, noise, regions, business figures. */
export function PlanDemandInspector() {
  return (
    <Inspector
      kind="Demand"
      title="All journeys"
      foot="A journey with values of its own does not follow these."
    >
      <InspectorSection title="Growth">
        <GrowthFields path="demand/growth" />
      </InspectorSection>
      <InspectorSection title="Seasons">
        <SeasonFields path="demand/season" />
      </InspectorSection>
      <InspectorSection title="Noise">
        <NoiseFields path="demand/noise" />
      </InspectorSection>
      <RegionFields />
      <DriverFields />
    </Inspector>
  );
}
