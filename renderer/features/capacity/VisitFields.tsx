import type { PathStep, VisitStep } from '#shared/domain/journey.ts';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { ServiceTimeFields } from './ServiceTimeFields.tsx';

export interface VisitFieldsProps {
  path: string;
  visit: VisitStep;
  onChange: (visit: (VisitStep & PathStep) | null) => void;
}

/** Calls of one step to one component. */
export function VisitFields({ path, visit, onChange }: VisitFieldsProps) {
  const { components } = usePlan();
  const own = visit.serviceTime !== undefined;
  const present = components.find(({ id }) => id === visit.component);
  const usual =
    present && 'serviceTime' in present
      ? present.serviceTime
      : { meanMs: 50, law: { kind: 'exponential' as const } };
  return (
    <div className="capacity-visit">
      <FieldRow>
        <Select
          label="Component"
          value={visit.component}
          choices={components.map(({ id, name }) => ({ id, label: name }))}
          onChange={(component) => onChange({ ...visit, component })}
        />
        <Select
          label="If it fails"
          value={visit.dependency}
          definition="Hard: its failure fails the request. Soft: the request goes on without it."
          choices={[
            { id: 'hard', label: 'request fails' },
            { id: 'soft', label: 'goes on without' },
          ]}
          onChange={(dependency) => onChange({ ...visit, dependency })}
        />
      </FieldRow>
      <FieldRow>
        <PlanQuantity
          path={`${path}/visits`}
          label="Calls"
          unit="per request"
          min={0}
          showSketch={false}
          definition="Calls to the component per request of the journey."
        />
        <PlanQuantity
          path={`${path}/cacheHitRatio`}
          label="From cache"
          unit="%"
          scale={100}
          min={0}
          max={1}
          showSketch={false}
          definition="Share of requests answered from a cache, which skip this visit."
        />
      </FieldRow>
      <Switch isOn={own} onChange={(isOn) => onChange({ ...visit, serviceTime: isOn ? usual : undefined })}>
        Takes a time of its own here
      </Switch>
      {own && <ServiceTimeFields path={`${path}/serviceTime`} />}
    </div>
  );
}
