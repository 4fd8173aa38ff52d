import { Trash2 } from 'lucide-react';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { PlanRecurrence } from '#renderer/app/recurrence/PlanRecurrence.tsx';
import { TimeOfDayField } from '#renderer/app/recurrence/TimeOfDayField.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { CheckboxGroup } from '#renderer/ui/Checkbox.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { EffectFields } from './EffectFields.tsx';
import { kindNames, kindPurposes, type Operation } from './operations-edits.ts';

/** A maintenance window, a deployment or an injected fault. */
export function OperationInspector({
  operation: { kind, item },
  onRemove,
}: {
  operation: Operation;
  onRemove: () => void;
}) {
  const path = `operations/${kind}/${item.id}`;
  return (
    <Inspector
      kind={kindNames[kind]}
      title={item.name}
      foot={`${kindPurposes[kind]}.`}
      actions={<IconButton label={`Remove ${item.name}`} icon={<Trash2 size={15} />} onPress={onRemove} />}
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        {kind === 'faults' ? (
          <FaultComponent path={`${path}/component`} />
        ) : (
          <ComponentChoice path={`${path}/components`} />
        )}
      </InspectorSection>
      <InspectorSection title="When">
        {kind === 'faults' ? <FaultTime path={path} /> : <PlanRecurrence path={`${path}/window`} />}
        {kind === 'maintenance' && (
          <PlanNumber
            path={`${path}/noticeHours`}
            label="Announced"
            unit="h ahead"
            min={0}
            definition="How long before it is announced; goes into the proposal."
          />
        )}
      </InspectorSection>
      <InspectorSection title="Effect">
        <EffectFields
          path={`${path}/effect`}
          label={kind === 'deployments' ? 'While it runs' : 'Meanwhile'}
        />
      </InspectorSection>
      {kind === 'deployments' && (
        <InspectorSection title="When it goes wrong">
          <FieldRow>
            <PlanQuantity
              path={`${path}/changeFailureRate`}
              label="Change failure rate"
              unit="%"
              scale={100}
              min={0}
              max={1}
              showSketch={false}
              definition="Share of deployments that go wrong."
            />
            <PlanQuantity
              path={`${path}/rollbackMinutes`}
              label="Rolled back in"
              unit="min"
              min={0}
              showSketch={false}
              definition="Until the old state is back."
            />
          </FieldRow>
          <EffectFields path={`${path}/failureEffect`} label="Until rolled back" />
        </InspectorSection>
      )}
    </Inspector>
  );
}

function ComponentChoice({ path }: { path: string }) {
  const { components } = usePlan();
  const { value, set, problems } = useField<string[]>(path);
  return (
    <CheckboxGroup
      label="Components"
      value={value}
      error={problems[0]?.message}
      choices={components.map(({ id, name }) => ({ id, label: name }))}
      onChange={(chosen) => chosen && set(chosen, { group: null })}
    />
  );
}

function FaultComponent({ path }: { path: string }) {
  const { components } = usePlan();
  return (
    <PlanSelect
      path={path}
      label="Component"
      choices={components.map(({ id, name }) => ({ id, label: name }))}
      definition="Where the fault is injected."
    />
  );
}

function FaultTime({ path }: { path: string }) {
  const { value, set } = useField<string>(`${path}/at`);
  return (
    <>
      <FieldRow>
        <TextField
          label="On"
          type="date"
          value={value.slice(0, 10)}
          onChange={(date) => date && set(`${date}T${value.slice(11, 16)}`)}
          definition="In the plan’s time zone."
        />
        <TimeOfDayField
          label="At"
          value={value.slice(11, 16)}
          onChange={(time) => time !== '24:00' && set(`${value.slice(0, 10)}T${time}`)}
        />
      </FieldRow>
      <PlanQuantity
        path={`${path}/durationMinutes`}
        label="Lasts"
        unit="min"
        min={0}
        showSketch={false}
        definition="From injection to recovery."
      />
    </>
  );
}
