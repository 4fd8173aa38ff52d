import { useMemo } from 'react';
import type { Season } from '#shared/domain/demand.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { SeasonProfile } from '#renderer/charts/SeasonProfile.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { GrowthFields } from './GrowthFields.tsx';
import { NoiseFields } from './NoiseFields.tsx';

/** What all journeys share: growth, seasons, noise, regions. */
export function PlanDemandInspector() {
  const { regions } = usePlan();
  return (
    <Inspector
      kind="Demand"
      title="All journeys"
      foot="A journey with values of its own does not follow these."
    >
      <InspectorSection title="Growth">
        <GrowthFields path="demand/growth" />
      </InspectorSection>
      <InspectorSection title="Noise">
        <NoiseFields path="demand/noise" />
      </InspectorSection>
      <SeasonPictures path="demand/season" />
      <InspectorSection title="Regions" subtitle="shares are normalised">
        {regions.map(({ id, name }) => (
          <div key={id} className="demand-region">
            <strong>{name}</strong>
            <FieldRow>
              <PlanQuantity
                path={`regions/${id}/share`}
                label="Share"
                unit="%"
                scale={100}
                min={0}
                max={1}
                showSketch={false}
                definition="Share of the demand that comes from here."
              />
              <PlanText
                path={`regions/${id}/timeZone`}
                label="Clock"
                definition="The season is applied in this time zone."
              />
            </FieldRow>
            <FieldRow>
              <PlanQuantity
                path={`regions/${id}/network/meanMs`}
                label="Network, mean"
                unit="ms"
                min={0}
                showSketch={false}
                definition="Network time between the customer and the edge, both ways together."
              />
              <PlanNumber
                path={`regions/${id}/network/p95Ms`}
                label="Network, p95"
                unit="ms"
                min={0}
                isOptional
                placeholder="mean"
                definition="95th percentile of the same."
              />
            </FieldRow>
          </div>
        ))}
      </InspectorSection>
    </Inspector>
  );
}

/** The shape of the week and of the year, as far as they are known. */
export function SeasonPictures({ path }: { path: string }) {
  const { value: season } = useField<Season | undefined>(path);
  const week = useMemo(
    () => season?.hourOfWeek && { factors: season.hourOfWeek, of: 'week' as const },
    [season],
  );
  const year = useMemo(
    () => season?.monthOfYear && { factors: season.monthOfYear, of: 'year' as const },
    [season],
  );
  if (!week && !year)
    return (
      <InspectorSection title="Seasons">
        <p className="note">
          Flat: every hour of the week alike. Fit a series under History to give it a shape.
        </p>
      </InspectorSection>
    );
  return (
    <InspectorSection>
      {week && (
        <SeasonProfile
          title="The week"
          subtitle="load over its mean, local time"
          level={3}
          height={104}
          data={week}
        />
      )}
      {year && (
        <SeasonProfile title="The year" subtitle="load over its mean" level={3} height={92} data={year} />
      )}
    </InspectorSection>
  );
}
