import { Copy, Trash2 } from 'lucide-react';
import { tiers, type Clause } from '#shared/domain/clause.ts';
import { tierWords } from '#shared/verdicts/words.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanSelect } from '#renderer/app/fields/PlanSelect.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Explained } from '#renderer/ui/Tooltip.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { AccountingFields } from './AccountingFields.tsx';
import { canMeasure, desksOf, duplicateClause, metricChoices, withMetric } from './new-clause.ts';
import { ScopeFields } from './ScopeFields.tsx';
import { shareFieldOf } from './target-fields.ts';
import { WindowFields } from './WindowFields.tsx';

/** Everything about one promise: what is measured, where, over which span, and how. */
export function TargetInspector({ clause }: { clause: Clause }) {
  const { document, session } = useApp();
  const plan = usePlan();
  const path = `clauses/${clause.id}`;

  function duplicate() {
    const copy = duplicateClause(plan, clause);
    document.setField(`clauses/${copy.id}`, copy, { label: `copy of "${clause.name}"` });
    session.select(copy.id);
  }

  function remove() {
    document.setField(path, undefined, { label: `removal of "${clause.name}"` });
    session.select(undefined);
  }

  return (
    <Inspector
      kind="Promise"
      title={clause.name}
      actions={
        <>
          <IconButton label="Duplicate this promise" icon={<Copy size={15} />} onPress={duplicate} />
          <IconButton label="Remove this promise" icon={<Trash2 size={15} />} onPress={remove} />
        </>
      }
    >
      <InspectorSection>
        <PlanText path={`${path}/name`} label="Name" maxLength={120} />
        <FieldRow>
          <Select
            label="What is measured"
            value={clause.metric}
            choices={metricChoices.filter(({ id }) => id === clause.metric || canMeasure(plan, id))}
            onChange={(metric) =>
              document.setField(path, withMetric(plan, clause, metric), {
                label: `metric of "${clause.name}"`,
              })
            }
          />
          {clause.metric === 'supportResponse' ? (
            <PlanSelect path={`${path}/component`} label="Support desk" choices={toChoices(desksOf(plan))} />
          ) : (
            <PlanSelect path={`${path}/journey`} label="Journey" choices={toChoices(plan.journeys)} />
          )}
        </FieldRow>
        <ShareFields clause={clause} />
      </InspectorSection>
      <InspectorSection title="Scope" subtitle="nothing chosen means everywhere, always">
        <ScopeFields clause={clause} />
      </InspectorSection>
      <InspectorSection title="Counting">
        <WindowFields clause={clause} />
        <AccountingFields clause={clause} />
      </InspectorSection>
      <InspectorSection title="In the agreement">
        <PlanText
          path={`${path}/measurementMethod`}
          label="How it is measured"
          rows={3}
          isOptional
          placeholder="Where the timer starts and stops, who reads it, how often."
          maxLength={800}
        />
        <PlanText
          path={`${path}/breachDefinition`}
          label="What counts as a breach"
          rows={2}
          isOptional
          placeholder="Absent: the target missed in one window."
          maxLength={800}
        />
      </InspectorSection>
    </Inspector>
  );
}

function ShareFields({ clause }: { clause: Clause }) {
  const field = shareFieldOf(clause);
  if (!field) return null;
  return (
    <div>
      <p className="targets-share">
        <Explained text={field.definition}>{field.label}</Explained>, at least
      </p>
      <FieldRow count={3}>
        {tiers.map((tier) => (
          <PlanNumber
            key={tier}
            path={`clauses/${clause.id}/tiers/${tier}/${field.key}`}
            label={tierWords[tier]}
            unit="%"
            scale={100}
            min={0.01}
            max={0.99999}
          />
        ))}
      </FieldRow>
    </div>
  );
}

const toChoices = (items: readonly { id: string; name: string }[]) =>
  items.map(({ id, name }) => ({ id, label: name }));
