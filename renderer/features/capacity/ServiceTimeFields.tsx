import { useMemo } from 'react';
import { densityOfLaw } from '#shared/charts/density.ts';
import type { ServiceLaw, ServiceTime } from '#shared/domain/service-time.ts';
import { middle } from '#shared/units/quantity.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { DistributionSketch } from '#renderer/charts/DistributionSketch.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Select, type Choice } from '#renderer/ui/Select.tsx';

const laws: Choice<ServiceLaw['kind']>[] = [
  { id: 'exponential', label: 'exponential', description: 'nothing else is known' },
  { id: 'lognormalP95', label: 'lognormal, by p95', description: 'the 95th percentile is known' },
  { id: 'lognormal', label: 'lognormal, by cv²', description: 'the spread is known' },
  { id: 'erlang', label: 'Erlang', description: 'steadier than exponential' },
  { id: 'hyperexponential', label: 'hyper-exponential', description: 'most short, some very long' },
  { id: 'deterministic', label: 'always the same' },
];
const measured: Choice<ServiceLaw['kind']> = { id: 'histogram', label: 'measured histogram' };

/** How long one request holds a server, and how that spreads. `path` leads to the service time. */
export function ServiceTimeFields({ path }: { path: string }) {
  const { value, set } = useField<ServiceTime>(path);
  const { law, meanMs } = value;
  const sketch = useMemo(
    () => ({ density: densityOfLaw(Math.max(1e-6, middle(meanMs)), law), unit: 'ms' }),
    [meanMs, law],
  );
  return (
    <InspectorSection title="Service time">
      <FieldRow>
        <PlanQuantity
          path={`${path}/meanMs`}
          label="Mean"
          unit="ms"
          min={0}
          showSketch={false}
          slider={{ from: 0 }}
          definition="Mean time one request holds one server when alone, without waiting."
        />
        <Select
          label="Spread"
          value={law.kind}
          choices={law.kind === 'histogram' ? [...laws, measured] : laws}
          definition="How service times spread around their mean. The mean alone does not decide a percentile."
          onChange={(kind) => set({ ...value, law: firstLaw(kind, law) }, { group: null })}
        />
      </FieldRow>
      <LawFields path={`${path}/law`} kind={law.kind} />
      <DistributionSketch title="Service time of one request" hideTitle level={3} height={62} data={sketch} />
    </InspectorSection>
  );
}

function LawFields({ path, kind }: { path: string; kind: ServiceLaw['kind'] }) {
  switch (kind) {
    case 'lognormalP95':
      return (
        <PlanNumber
          path={`${path}/p95OverMean`}
          label="p95 over mean"
          unit="×"
          min={1}
          max={3.8}
          step={0.1}
          definition="The 95th percentile divided by the mean; at most 3.8."
        />
      );
    case 'lognormal':
      return (
        <PlanNumber
          path={`${path}/cv2`}
          label="Spread, cv²"
          min={0.01}
          max={100}
          step={0.1}
          definition="Squared coefficient of variation: variance over squared mean."
        />
      );
    case 'hyperexponential':
      return (
        <PlanNumber
          path={`${path}/cv2`}
          label="Spread, cv²"
          min={1}
          max={100}
          step={0.5}
          definition="Squared coefficient of variation; 1 is exponential."
        />
      );
    case 'erlang':
      return (
        <PlanNumber
          path={`${path}/stages`}
          label="Stages"
          integer
          min={1}
          max={100}
          definition="More stages are steadier: cv² is one over the stages."
        />
      );
    default:
      return null;
  }
}

function firstLaw(kind: ServiceLaw['kind'], present: ServiceLaw): ServiceLaw {
  switch (kind) {
    case 'exponential':
      return { kind };
    case 'deterministic':
      return { kind };
    case 'erlang':
      return { kind, stages: 3 };
    case 'hyperexponential':
      return { kind, cv2: 4 };
    case 'lognormal':
      return { kind, cv2: 1 };
    case 'lognormalP95':
      return { kind, p95OverMean: 2.6 };
    case 'histogram':
      return present;
  }
}
