import { fromIsoText } from '#shared/charts/civil-date.ts';
import type { HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import type { Failure } from '#renderer/api/failure.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import { NumberField } from '#renderer/ui/NumberField.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { HourChoices } from './HourChoices.tsx';
import { InterventionFields } from './InterventionFields.tsx';
import { newIntervention } from './new-intervention.ts';
import { workWords } from './replay-words.ts';
import type { Estimated } from './use-estimate.ts';

/** Which hour of which future, and what is done to it. */
export function SpanInspector({ hours, estimated }: { hours: readonly HourToCheck[]; estimated: Estimated }) {
  const plan = usePlan();
  const { session } = useApp();
  const { at, minutes, interventions } = useAppState((state) => state.session.span);
  const problem = problemsOf(estimated.failure);
  return (
    <Inspector
      kind="Replay · one future, request by request"
      title="Which hour?"
      foot={<Work estimated={estimated} />}
    >
      {hours.length > 0 && (
        <InspectorSection title="Worth a look">
          <HourChoices hours={hours} />
        </InspectorSection>
      )}
      <InspectorSection>
        <TextField
          label={`From (${plan.timeZone})`}
          type="datetime-local"
          value={at}
          onChange={(value) => !Number.isNaN(fromIsoText(value)) && session.chooseSpan({ at: value })}
          error={problem('at')}
        />
        <FieldRow>
          <NumberField
            label="Length"
            unit="min"
            integer
            value={minutes}
            min={1}
            max={1440}
            step={5}
            onChange={(value) => value !== undefined && session.chooseSpan({ minutes: value })}
            error={problem('minutes')}
          />
          <FutureField />
        </FieldRow>
        <NumberedFuture />
      </InspectorSection>
      <InspectorSection title="Chaos" subtitle="done to this span on purpose">
        <ListEditor
          items={interventions}
          onChange={(items) => session.chooseSpan({ interventions: items })}
          create={() => newIntervention('down', plan, minutes)}
          addLabel="Fault, surge or slow component"
          nameOf={(index) => `Disturbance ${index + 1}`}
          isCompact
        >
          {(value, index) => (
            <InterventionFields
              plan={plan}
              minutes={minutes}
              value={value}
              error={problem(`interventions/${index}`)}
              onChange={(changed) =>
                session.chooseSpan({ interventions: interventions.with(index, changed) })
              }
            />
          )}
        </ListEditor>
      </InspectorSection>
    </Inspector>
  );
}

/** Spans that take longer than this are offered shorter. */
const PATIENCE_SECONDS = 20;

/** How much work it is; a span of millions is offered shorter, where it says as much. */
function Work({ estimated: { estimate } }: { estimated: Estimated }) {
  const { session } = useApp();
  if (!estimate) return <p>Both engines see the same future: the same demand, failures and draws.</p>;
  const { size, seconds, quickMinutes, longestMinutes, minutes } = estimate;
  const shorter = size === 'tooLarge' ? longestMinutes : quickMinutes;
  const isOffered = shorter < minutes && (size === 'tooLarge' || seconds > PATIENCE_SECONDS);
  return (
    <>
      <p>{workWords(estimate)}</p>
      {isOffered && (
        <Button size="small" onPress={() => session.chooseSpan({ minutes: shorter })}>
          {`Take ${shorter} min of it`}
        </Button>
      )}
    </>
  );
}

const futures = [
  { id: 'typical', label: 'typical', description: 'the median number of requests in this span' },
  { id: 'busy', label: 'busy', description: 'more requests than in nineteen futures of twenty' },
  { id: 'numbered', label: 'by number', description: 'any of the futures a run simulates' },
] as const;

function FutureField() {
  const { session } = useApp();
  const { future } = useAppState((state) => state.session.span);
  return (
    <Select
      label="Future"
      value={typeof future === 'number' ? 'numbered' : future}
      choices={futures}
      onChange={(choice) => session.chooseSpan({ future: choice === 'numbered' ? 0 : choice })}
      definition="A run simulates a thousand futures. A replay looks at one of them, chosen by how many requests come in the span."
    />
  );
}

function NumberedFuture() {
  const { session } = useApp();
  const { future } = useAppState((state) => state.session.span);
  if (typeof future !== 'number') return null;
  return (
    <NumberField
      label="Number of the future"
      integer
      value={future}
      min={0}
      max={99_999}
      onChange={(value) => value !== undefined && session.chooseSpan({ future: value })}
    />
  );
}

/** What is wrong at a field, or below it. */
const problemsOf =
  (failure: Failure | null) =>
  (path: string): string | undefined =>
    failure?.kind === 'userProblem'
      ? failure.problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}/`))
          ?.message
      : undefined;
