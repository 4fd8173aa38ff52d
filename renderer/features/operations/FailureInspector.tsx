import { isServing, type Component } from '#shared/domain/component.ts';
import { DeskFields } from '#renderer/app/component-fields/DeskFields.tsx';
import { FailureFields } from '#renderer/app/component-fields/FailureFields.tsx';
import { OutageFields } from '#renderer/app/component-fields/OutageFields.tsx';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';

/** How one component fails, or when its people are there. */
export function FailureInspector({ component }: { component: Component }) {
  const navigate = useNavigate();
  const path = `components/${component.id}`;
  return (
    <Inspector
      kind={component.kind === 'supportDesk' ? 'Support desk' : 'Failures of a component'}
      title={component.name}
      actions={
        <Button variant="link" onPress={() => navigate('capacity', component.id)}>
          All its fields
        </Button>
      }
      foot={
        isServing(component) && component.redundancy
          ? `Spread over ${component.redundancy.zones} zones.`
          : undefined
      }
    >
      {isServing(component) && <FailureFields path={path} />}
      {component.kind === 'supportDesk' && <DeskFields path={path} />}
      {component.kind === 'external' && (
        <InspectorSection title="Outages">
          <OutageFields path={path} />
        </InspectorSection>
      )}
    </Inspector>
  );
}
