import { Trash2 } from 'lucide-react';
import type { Surge } from '#shared/domain/demand.ts';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { JourneyChoice } from './EventInspector.tsx';

/** A peak nobody foresees. */
export function SurgeInspector({ surge, onRemove }: { surge: Surge; onRemove: () => void }) {
  const path = `demand/surges/${surge.id}`;
  return (
    <Inspector
      kind="Surge"
      title={surge.name}
      actions={<IconButton label={`Remove ${surge.name}`} icon={<Trash2 size={15} />} onPress={onRemove} />}
      foot="Each future draws its own surges: when they come, how high and how long."
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        <PlanQuantity
          path={`${path}/perYear`}
          label="How often"
          unit="a year"
          min={0}
          max={10_000}
          slider={{ from: 0 }}
          definition="Mean number per year; they come at random."
        />
        <PlanQuantity
          path={`${path}/multiplier`}
          label="Load at its height"
          unit="× usual"
          min={0}
          max={1000}
          slider={{ from: 0, step: 0.1 }}
          definition="Load during the surge over the load without it."
        />
        <PlanQuantity
          path={`${path}/durationMinutes`}
          label="Lasts"
          unit="min"
          min={1}
          definition="How long one surge lasts."
        />
        <JourneyChoice path={`${path}/journeys`} />
      </InspectorSection>
    </Inspector>
  );
}
