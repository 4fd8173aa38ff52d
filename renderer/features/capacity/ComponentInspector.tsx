import { Trash2 } from 'lucide-react';
import { isServing, type Component } from '#shared/domain/component.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { DeskFields } from '#renderer/app/component-fields/DeskFields.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useScenario } from '#renderer/state/use-session.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { kindNames, removeComponent } from './capacity-edits.ts';
import { consequences } from './capacity-words.ts';
import { ExternalFields } from './ExternalFields.tsx';
import { ServingFields } from './ServingFields.tsx';

export interface ComponentInspectorProps {
  component: Component;
  pictures: RunPictures | null;
  onRemoved: () => void;
}

/** All fields of one component, by its kind. */
export function ComponentInspector({ component, pictures, onRemoved }: ComponentInspectorProps) {
  const { currency } = usePlan();
  const path = `components/${component.id}`;
  return (
    <Inspector
      kind={`Component · ${kindNames[component.kind]}`}
      title={component.name}
      foot={consequences(component, pictures, currency)}
      actions={<RemoveComponent component={component} onRemoved={onRemoved} />}
    >
      <InspectorSection>
        <FieldRow>
          <PlanText path={`${path}/name`} label="Name" maxLength={120} />
          <PlanText
            path={`${path}/owner`}
            label="Owner"
            isOptional
            placeholder="nobody yet"
            definition="The team that answers for it; goes into the proposal."
          />
        </FieldRow>
      </InspectorSection>
      {isServing(component) && <ServingFields component={component} />}
      {component.kind === 'external' && <ExternalFields path={path} />}
      {component.kind === 'supportDesk' && <DeskFields path={path} />}
    </Inspector>
  );
}

function RemoveComponent({
  component: { id, name },
  onRemoved,
}: Pick<ComponentInspectorProps, 'component' | 'onRemoved'>) {
  const { document } = useApp();
  const scenario = useScenario();
  const toast = useToast();
  function remove() {
    document.edit((plan) => removeComponent(plan, scenario, id), { label: `removal of ${name}` });
    onRemoved();
    toast({
      text: `${name} is removed, with its visits, windows and rules.`,
      action: { label: 'Undo', onPress: document.undo },
    });
  }
  return <IconButton label={`Remove ${name}`} icon={<Trash2 size={15} />} onPress={remove} />;
}
