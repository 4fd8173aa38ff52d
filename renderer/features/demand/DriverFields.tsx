import { Plus, Trash2 } from 'lucide-react';
import { toIdentifier } from '#shared/domain/identifier.ts';
import { OptionalPart } from '#renderer/app/component-fields/OptionalPart.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { GrowthFields } from './GrowthFields.tsx';
import { courseWords } from './demand-words.ts';

/** Business figures that load follows, such as orders per second. */
export function DriverFields() {
  const { demand } = usePlan();
  const { document } = useApp();
  function add() {
    const id = toIdentifier(
      'Orders',
      demand.drivers.map((driver) => driver.id),
    );
    document.setField(
      `demand/drivers/${id}`,
      { id, name: 'Orders', unit: 'orders/s', level: 10 },
      { group: null, label: 'a business figure' },
    );
  }
  return (
    <InspectorSection title="Business figures" subtitle="that load follows">
      {demand.drivers.map(({ id, name, unit }) => {
        const path = `demand/drivers/${id}`;
        const isUsed = demand.journeys.some(({ driver }) => driver?.id === id);
        return (
          <div key={id} className="demand-region" role="group" aria-label={name}>
            <div className="demand-step">
              <PlanText path={`${path}/name`} label="Figure" maxLength={120} />
              <IconButton
                label={isUsed ? `${name} is followed by a journey` : `Remove ${name}`}
                icon={<Trash2 size={14} />}
                isDisabled={isUsed}
                onPress={() =>
                  document.setField(path, undefined, { group: null, label: `removal of ${name}` })
                }
              />
            </div>
            <FieldRow>
              <PlanQuantity
                path={`${path}/level`}
                label="Level today"
                unit={unit}
                min={0}
                showSketch={false}
                definition="Mean at the start of the horizon."
              />
              <PlanText path={`${path}/unit`} label="Unit" maxLength={40} />
            </FieldRow>
            <OptionalPart
              path={`${path}/growth`}
              title="Growth of its own"
              withoutIt={`Like the whole plan: ${courseWords(demand)}.`}
              initial={demand.growth}
            >
              <GrowthFields path={`${path}/growth`} />
            </OptionalPart>
          </div>
        );
      })}
      {demand.drivers.length === 0 && (
        <p className="note">None: the level of each journey is typed or fitted.</p>
      )}
      <div>
        <Button size="small" isAdding icon={<Plus size={13} aria-hidden />} onPress={add}>
          Business figure
        </Button>
      </div>
    </InspectorSection>
  );
}

const NONE = '@none';

/** Whether a journey's level is its own, or a business figure times a ratio. `path` leads to its demand. */
export function FollowedFigure({ path }: { path: string }) {
  const { drivers } = usePlan().demand;
  const field = useField<{ id: string; ratio: number } | undefined>(`${path}/driver`);
  if (drivers.length === 0) return null;
  const followed = drivers.find(({ id }) => id === field.value?.id);
  return (
    <>
      <Select
        label="Follows"
        value={field.value?.id ?? NONE}
        choices={[
          { id: NONE, label: 'nothing: a level of its own' },
          ...drivers.map(({ id, name, unit }) => ({ id, label: `${name}, ${unit}` })),
        ]}
        definition="A journey can follow a business figure: its level is then the figure times a ratio, and grows with it."
        inherited={
          field.isOverridden
            ? {
                text: drivers.find(({ id }) => id === field.inherited?.id)?.name ?? 'a level of its own',
                onReset: field.reset,
              }
            : undefined
        }
        onChange={(id) =>
          field.set(id === NONE ? undefined : { id, ratio: field.value?.ratio ?? 1 }, { group: null })
        }
      />
      {followed && (
        <PlanQuantity
          path={`${path}/driver/ratio`}
          label={`Requests per ${followed.unit.replace(/s?\/s$/, '')}`}
          unit="requests"
          min={0}
          definition={`Requests of this journey for each of ${followed.name}.`}
        />
      )}
    </>
  );
}
