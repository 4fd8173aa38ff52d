import type { ShapingRule } from '#shared/domain/shaping.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { PlanSwitch } from '#renderer/app/fields/PlanSwitch.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';

/** The fields of a rule by its kind. */
export function RuleFields({ rule, path }: { rule: ShapingRule; path: string }) {
  switch (rule.kind) {
    case 'rateLimit':
      return (
        <>
          <FieldRow>
            <PlanQuantity
              path={`${path}/rate`}
              label="Rate"
              unit="requests/s"
              min={1e-9}
              showSketch={false}
              slider={{ from: 0 }}
              definition="Tokens that come into the bucket per second; each lets one request in."
            />
            <PlanNumber
              path={`${path}/burst`}
              label="Burst"
              unit="requests"
              integer
              min={1}
              definition="Depth of the bucket: requests let in at once after a quiet time."
            />
          </FieldRow>
          <PlanSelect
            path={`${path}/whenEmpty`}
            label="When it is empty"
            definition="What happens to requests that find no token."
            choices={[
              { id: 'drop', label: 'turn away' },
              { id: 'delay', label: 'let wait' },
            ]}
          />
          <JourneyChoice path={`${path}/journeys`} />
        </>
      );
    case 'concurrencyLimit':
      return (
        <>
          <ComponentChoice path={`${path}/component`} />
          <FieldRow>
            <PlanNumber
              path={`${path}/limit`}
              label="Inside at once"
              unit="requests"
              integer
              min={1}
              slider={{ from: 1, step: 1 }}
              definition="Calls in service at once, over all instances."
            />
            <PlanNumber
              path={`${path}/queueLimit`}
              label="May wait"
              unit="requests"
              integer
              min={0}
              isOptional
              placeholder="its own"
              definition="Calls that may wait for one of these; more are rejected. Empty: as many as the component itself lets wait."
            />
          </FieldRow>
        </>
      );
    case 'loadShedding':
      return (
        <>
          <BusyComponent path={`${path}/component`} />
          <PlanNumber
            path={`${path}/aboveUtilization`}
            label="From utilization"
            unit="%"
            scale={100}
            min={0.01}
            max={2}
            slider={{ from: 0.1, to: 1.5, step: 0.01 }}
            definition="Shedding begins when the component is predicted to be busier than this."
          />
          <ClassChoice path={`${path}/priorityClasses`} />
        </>
      );
    case 'retries':
      return <RetryFields path={path} />;
    case 'circuitBreaker':
      return (
        <>
          <ComponentChoice path={`${path}/component`} />
          <FieldRow>
            <PlanNumber
              path={`${path}/openAboveErrorShare`}
              label="Opens above"
              unit="% errors"
              scale={100}
              min={0.01}
              max={1}
              definition="Share of failing calls at which calling stops."
            />
            <PlanNumber
              path={`${path}/openSeconds`}
              label="Stays open"
              unit="s"
              min={0.1}
              definition="Until calls are tried again."
            />
          </FieldRow>
        </>
      );
    case 'deferral':
      return (
        <>
          <JourneyChoice path={`${path}/journeys`} isNeeded />
          <FieldRow>
            <PlanNumber
              path={`${path}/maximumDelayMinutes`}
              label="Waits at most"
              unit="min"
              min={1}
              max={20_160}
              definition="Then it runs whatever the load."
            />
            <PlanNumber
              path={`${path}/belowUtilization`}
              label="Runs below"
              unit="%"
              scale={100}
              min={0.01}
              max={1}
              definition="Released only while the busiest component on its path is below this."
            />
          </FieldRow>
        </>
      );
  }
}

function RetryFields({ path }: { path: string }) {
  return (
    <>
      <FieldRow>
        <PlanNumber
          path={`${path}/maximumAttempts`}
          label="Attempts"
          integer
          min={1}
          max={20}
          definition="In all, the first one included."
        />
        <PlanNumber
          path={`${path}/budget`}
          label="Budget"
          unit="%"
          scale={100}
          min={0}
          max={10}
          isOptional
          placeholder="none"
          definition="Retries may be at most this share of fresh requests. Without a budget a retry storm can outlive its trigger."
        />
      </FieldRow>
      <FieldRow>
        <PlanNumber
          path={`${path}/backoffMs`}
          label="First pause"
          unit="ms"
          min={0}
          step={50}
          definition="Before the second attempt."
        />
        <PlanNumber
          path={`${path}/backoffFactor`}
          label="Growing by"
          unit="×"
          min={1}
          max={10}
          step={0.5}
          definition="Each pause is this many times the one before."
        />
      </FieldRow>
      <PlanSwitch
        path={`${path}/jitter`}
        description="Pauses are spread at random, so that clients do not return together."
      >
        Jitter
      </PlanSwitch>
      <PlanSwitch
        path={`${path}/dropExpired`}
        description="Servers drop work whose client has already given up."
      >
        Drop expired work
      </PlanSwitch>
      <JourneyChoice path={`${path}/journeys`} />
    </>
  );
}

function ComponentChoice({ path }: { path: string }) {
  const { components } = usePlan();
  return (
    <PlanSelect
      path={path}
      label="Component"
      choices={components.map(({ id, name }) => ({ id, label: name }))}
      definition="Where the rule applies."
    />
  );
}

const BUSIEST = '@busiest';

function BusyComponent({ path }: { path: string }) {
  const { components } = usePlan();
  const { value, set } = useField<string | undefined>(path);
  return (
    <Select
      label="Watches"
      value={value ?? BUSIEST}
      definition="The component whose load decides."
      choices={[
        { id: BUSIEST, label: 'the busiest on the path' },
        ...components.map(({ id, name }) => ({ id, label: name })),
      ]}
      onChange={(id) => set(id === BUSIEST ? undefined : id, { group: null })}
    />
  );
}

function JourneyChoice({ path, isNeeded = false }: { path: string; isNeeded?: boolean }) {
  const { journeys } = usePlan();
  const { value, set } = useField<string[] | undefined>(path);
  return (
    <CheckboxGroup
      label="Journeys"
      description={value || isNeeded ? undefined : 'None ticked: all of them.'}
      value={value}
      choices={journeys.map(({ id, name }) => ({ id, label: name }))}
      onChange={(chosen) => (chosen || !isNeeded) && set(chosen, { group: null })}
    />
  );
}

function ClassChoice({ path }: { path: string }) {
  const { priorityClasses } = usePlan();
  const { value, set } = useField<string[] | undefined>(path);
  return (
    <CheckboxGroup
      label="May be shed"
      description={value ? undefined : 'None ticked: all but the first priority.'}
      value={value}
      definition="Classes that may be turned away, least important first."
      choices={priorityClasses.map(({ id, name }) => ({ id, label: name }))}
      onChange={(chosen) => set(chosen, { group: null })}
    />
  );
}
