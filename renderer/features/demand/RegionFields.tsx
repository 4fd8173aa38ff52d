import { Plus, Trash2 } from 'lucide-react';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Region } from '#shared/domain/region.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';

/** Where the customers are: their share, clock, network and devices. */
export function RegionFields() {
  const { regions, timeZone } = usePlan();
  const { document } = useApp();
  function add() {
    const id = toIdentifier(
      'New region',
      regions.map((region) => region.id),
    );
    const region: Region = {
      id,
      name: 'New region',
      timeZone,
      share: 0.1,
      network: { meanMs: 40 },
      devices: [],
    };
    document.setField(`regions/${id}`, region, { group: null, label: 'a region' });
  }
  return (
    <InspectorSection title="Regions" subtitle="shares are normalised">
      {regions.map((region) => (
        <RegionCard key={region.id} region={region} isOnly={regions.length === 1} />
      ))}
      <div>
        <Button size="small" isAdding icon={<Plus size={13} aria-hidden />} onPress={add}>
          Region
        </Button>
      </div>
    </InspectorSection>
  );
}

function RegionCard({ region, isOnly }: { region: Region; isOnly: boolean }) {
  const { document } = useApp();
  const path = `regions/${region.id}`;
  return (
    <div className="demand-region" role="group" aria-label={region.name}>
      <div className="demand-step">
        <PlanText path={`${path}/name`} label="Region" maxLength={120} />
        <IconButton
          label={isOnly ? 'A plan needs one region at least' : `Remove ${region.name}`}
          icon={<Trash2 size={14} />}
          isDisabled={isOnly}
          onPress={() =>
            document.setField(path, undefined, { group: null, label: `removal of ${region.name}` })
          }
        />
      </div>
      <FieldRow>
        <PlanQuantity
          path={`${path}/share`}
          label="Share"
          unit="%"
          scale={100}
          min={0}
          max={1}
          showSketch={false}
          definition="Share of the demand that comes from here."
        />
        <PlanText
          path={`${path}/timeZone`}
          label="Clock"
          definition="The season is applied in this time zone."
        />
      </FieldRow>
      <FieldRow>
        <PlanQuantity
          path={`${path}/network/meanMs`}
          label="Network, mean"
          unit="ms"
          min={0}
          showSketch={false}
          definition="Network time between the customer and the edge, both ways together."
        />
        <PlanNumber
          path={`${path}/network/p95Ms`}
          label="Network, p95"
          unit="ms"
          min={0}
          isOptional
          placeholder="mean"
          definition="95th percentile of the same."
        />
      </FieldRow>
      <DeviceFields region={region} />
    </div>
  );
}

/** Device classes of a region, and the time each adds to a response. */
function DeviceFields({ region }: { region: Region }) {
  const { document } = useApp();
  function add() {
    const name = region.devices.length === 0 ? 'Mobile' : 'New device';
    const id = toIdentifier(
      name,
      region.devices.map((device) => device.id),
    );
    document.setField(
      `regions/${region.id}/devices/${id}`,
      { id, name, share: region.devices.length === 0 ? 1 : 0.1, addedMs: 20 },
      { group: null, label: 'a device class' },
    );
  }
  return (
    <>
      {region.devices.map((device) => {
        const path = `regions/${region.id}/devices/${device.id}`;
        return (
          <div key={device.id} className="demand-device" role="group" aria-label={device.name}>
            <PlanText path={`${path}/name`} label="Device" maxLength={120} />
            <PlanNumber
              path={`${path}/share`}
              label="Share"
              unit="%"
              scale={100}
              min={0}
              max={1}
              definition="Share of the region’s requests that come from it, over all its device classes."
            />
            <PlanQuantity
              path={`${path}/addedMs`}
              label="Adds"
              unit="ms"
              min={0}
              showSketch={false}
              definition="Time the device itself adds to every response."
            />
            <IconButton
              label={`Remove ${device.name}`}
              size="small"
              icon={<Trash2 size={13} />}
              onPress={() =>
                document.setField(path, undefined, { group: null, label: `removal of ${device.name}` })
              }
            />
          </div>
        );
      })}
      <div>
        <Button size="small" variant="quiet" icon={<Plus size={13} aria-hidden />} onPress={add}>
          Device class
        </Button>
      </div>
    </>
  );
}
