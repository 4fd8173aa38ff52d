import { Plus, Trash2 } from 'lucide-react';
import type { Growth } from '#shared/domain/demand.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { firstGrowth, growthNames, growthPurposes } from './demand-edits.ts';

type Kind = Growth['kind'];
const kinds = (Object.keys(growthNames) as Kind[]).map((id) => ({
  id,
  label: growthNames[id],
  description: growthPurposes[id],
}));

/** How the level moves over the horizon. `path` leads to the growth; missing, the plan's own counts. */
export function GrowthFields({ path, note }: { path: string; note?: string | undefined }) {
  const plan = usePlan();
  const field = useField<Growth | undefined>(path);
  const growth = field.value;
  return (
    <>
      <Select
        label="Growth"
        value={growth?.kind}
        placeholder="as the whole plan"
        choices={kinds}
        note={note}
        definition="How the level changes over the horizon, before seasons and events."
        inherited={
          field.isOverridden
            ? {
                text: field.inherited ? growthNames[field.inherited.kind] : 'the plan’s',
                onReset: field.reset,
              }
            : undefined
        }
        onChange={(kind) => field.set(firstGrowth(kind, growth, plan), { group: null })}
      />
      {growth && 'perYear' in growth && (
        <PlanQuantity
          path={`${path}/perYear`}
          label="Per year"
          unit="%"
          scale={100}
          min={growth.kind === 'compound' ? -0.99 : -1}
          slider={{ from: -0.5, to: 1.5, step: 0.01 }}
          definition={
            growth.kind === 'compound'
              ? 'Multiplies the level by one plus this every year.'
              : 'Adds this share of the first level every year.'
          }
        />
      )}
      {growth?.kind === 'sCurve' && (
        <FieldRow>
          <PlanQuantity
            path={`${path}/ceiling`}
            label="Ceiling"
            unit="× today"
            min={1e-6}
            slider={{ from: 0.1, step: 0.1 }}
            definition="Where the curve ends, as a multiple of today’s level."
          />
          <PlanText
            path={`${path}/midpoint`}
            label="Steepest on"
            type="date"
            definition="When growth is fastest."
          />
        </FieldRow>
      )}
      {growth?.kind === 'steps' && <StepList path={`${path}/steps`} />}
    </>
  );
}

type Step = Extract<Growth, { kind: 'steps' }>['steps'][number];

function StepList({ path }: { path: string }) {
  const { value, set } = useField<Step[]>(path);
  const added: Step = { date: value.at(-1)?.date ?? '2027-06-01', factor: 1.2, rampDays: 0 };
  return (
    <>
      {value.map((_step, index) => (
        <div className="demand-step" key={index}>
          <FieldRow count={3}>
            <PlanText
              path={`${path}/${index}/date`}
              label="On"
              type="date"
              definition="The day the step begins."
            />
            <PlanQuantity
              path={`${path}/${index}/factor`}
              label="Times"
              unit="×"
              min={0}
              showSketch={false}
              definition="The level is multiplied by this."
            />
            <PlanNumber
              path={`${path}/${index}/rampDays`}
              label="Ramp"
              unit="days"
              min={0}
              definition="Until the step is complete."
            />
          </FieldRow>
          {value.length > 1 && (
            <IconButton
              label={`Remove step ${index + 1}`}
              icon={<Trash2 size={14} />}
              onPress={() =>
                set(
                  value.filter((_one, at) => at !== index),
                  { group: null },
                )
              }
            />
          )}
        </div>
      ))}
      <div>
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} />}
          onPress={() => set([...value, added], { group: null })}
        >
          Step
        </Button>
      </div>
    </>
  );
}
