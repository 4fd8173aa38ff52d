import { Plus, Trash2 } from 'lucide-react';
import type { Journey, PathStep } from '#shared/domain/journey.ts';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useScenario } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { newVisit, removeJourney } from './capacity-edits.ts';
import { StepCard } from './StepCard.tsx';

/** One journey: what the customer gets, how important it is, and the path it takes. */
export function JourneyInspector({ journey, onRemoved }: { journey: Journey; onRemoved: () => void }) {
  const { document } = useApp();
  const scenario = useScenario();
  const toast = useToast();
  const { priorityClasses } = usePlan();
  const path = `journeys/${journey.id}`;

  function remove() {
    document.edit((plan) => removeJourney(plan, scenario, journey.id), {
      label: `removal of ${journey.name}`,
    });
    onRemoved();
    toast({
      text: `${journey.name} is removed, with its demand and promises.`,
      action: { label: 'Undo', onPress: document.undo },
    });
  }

  return (
    <Inspector
      kind="Journey"
      title={journey.name}
      actions={<IconButton label={`Remove ${journey.name}`} icon={<Trash2 size={15} />} onPress={remove} />}
      foot="Steps are taken one after the other; branches of a parallel step start together and the slowest decides."
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        <PlanText
          path={`${path}/outcome`}
          label="Outcome"
          isOptional
          placeholder="the order is placed"
          definition="What a customer would recognise as done. It goes into the proposal."
        />
        <FieldRow>
          <PlanSelect
            path={`${path}/priorityClass`}
            label="Priority"
            choices={priorityClasses.map(({ id, name }) => ({ id, label: name }))}
            definition="Higher classes are served first and shed last."
          />
          <PlanQuantity
            path={`${path}/timeoutMs`}
            label="Client gives up after"
            unit="ms"
            min={1}
            isOptional
            placeholder="never"
            showSketch={false}
            definition="How long the client waits for the whole journey."
          />
        </FieldRow>
      </InspectorSection>
      <PathEditor path={`${path}/path`} />
    </Inspector>
  );
}

function PathEditor({ path }: { path: string }) {
  const { value: steps, set, isOverridden, reset, problems } = useField<PathStep[]>(path);
  const { components } = usePlan();
  const put = (next: PathStep[]) => set(next, { group: null });
  const replace = (index: number, step: PathStep | null) =>
    put(steps.flatMap((one, position) => (position === index ? (step ? [step] : []) : [one])));

  function move(index: number, by: number) {
    const next = [...steps];
    const [step] = next.splice(index, 1);
    if (step) next.splice(index + by, 0, step);
    put(next);
  }

  const first = components[0]?.id;
  const addBranches = (): PathStep | null => {
    const [one, other] = components;
    return one && other ? { kind: 'parallel', branches: [[newVisit(one.id)], [newVisit(other.id)]] } : null;
  };
  return (
    <InspectorSection
      title="Path"
      subtitle={`${steps.length} steps`}
      actions={
        isOverridden && (
          <Button variant="link" size="small" onPress={reset}>
            As the parent has it
          </Button>
        )
      }
    >
      {problems.map(({ message }) => (
        <p key={message} className="ui-field-error">
          {message}
        </p>
      ))}
      <ol className="capacity-path">
        {steps.map((step, index) => (
          <StepCard
            key={index}
            path={`${path}/${index}`}
            number={index + 1}
            step={step}
            onChange={(next) => replace(index, next)}
            {...(index > 0 && { onUp: () => move(index, -1) })}
            {...(index < steps.length - 1 && { onDown: () => move(index, 1) })}
          />
        ))}
      </ol>
      <div className="row">
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} />}
          isDisabled={first === undefined}
          onPress={() => first && put([...steps, newVisit(first)])}
        >
          Step
        </Button>
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} />}
          isDisabled={components.length < 2}
          onPress={() => put([...steps, ...[addBranches()].filter((step) => step !== null)])}
        >
          Parallel step
        </Button>
      </div>
    </InspectorSection>
  );
}
