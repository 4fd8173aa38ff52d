import { Trash2 } from 'lucide-react';
import type { ShapingRule } from '#shared/domain/shaping.ts';
import { OptionalPart } from '#renderer/app/component-fields/OptionalPart.tsx';
import { PlanSwitch } from '#renderer/app/fields/PlanSwitch.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { PlanRecurrence } from '#renderer/app/recurrence/PlanRecurrence.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { RuleFields } from './RuleFields.tsx';
import { kindNames, kindPurposes, ruleText } from './shaping-words.ts';

/** One rule: what it does, and when it applies. */
export function RuleInspector({ rule, onRemove }: { rule: ShapingRule; onRemove: () => void }) {
  const plan = usePlan();
  const path = `shaping/${rule.id}`;
  const night = {
    dtstart: `${plan.horizon.start}T20:00`,
    durationMinutes: 600,
    rrule: 'FREQ=DAILY',
    tzid: plan.timeZone,
    exdate: [],
  };
  return (
    <Inspector
      kind={kindNames[rule.kind]}
      title={rule.name}
      foot={`${ruleText(rule, plan)} ${kindPurposes[rule.kind]}.`}
      actions={<IconButton label={`Remove ${rule.name}`} icon={<Trash2 size={15} />} onPress={onRemove} />}
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        <PlanSwitch path={`${path}/enabled`}>Applies</PlanSwitch>
      </InspectorSection>
      <InspectorSection title="Rule">
        <RuleFields rule={rule} path={path} />
      </InspectorSection>
      <OptionalPart
        path={`${path}/schedule`}
        title="Only at certain times"
        withoutIt="It applies always."
        initial={night}
      >
        <PlanRecurrence path={`${path}/schedule`} />
      </OptionalPart>
    </Inspector>
  );
}
