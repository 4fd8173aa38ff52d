import { Funnel, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import type { ShapingKind } from '#shared/domain/shaping.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { ImpactPicture } from '#renderer/app/ImpactPicture.tsx';
import { LossPicture, mostLostJourney } from '#renderer/app/pictures/LossPicture.tsx';
import { Screen } from '#renderer/app/Screen.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged } from '#renderer/state/use-run.ts';
import { useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { PriorityClasses } from './PriorityClasses.tsx';
import { RuleInspector } from './RuleInspector.tsx';
import { RuleList } from './RuleList.tsx';
import { canAdd, moveRule, newRule } from './shaping-edits.ts';
import { kindNames, kindPurposes, shapingSentence } from './shaping-words.ts';
import './shaping.css';

/** What is done at the door when more comes than can be served. */
export function ShapingScreen() {
  const plan = usePlan();
  const { document } = useApp();
  const toast = useToast();
  const pictures = useJudged().now?.pictures ?? null;
  const [selection, select] = useSelection();
  const selected = plan.shaping.find(({ id }) => id === selection) ?? plan.shaping[0];

  function remove(id: string, name: string) {
    document.setField(`shaping/${id}`, undefined, { group: null, label: `removal of ${name}` });
    select(undefined);
    toast({ text: `${name} is removed.`, action: { label: 'Undo', onPress: document.undo } });
  }

  const add = <AddRule plan={plan} onAdded={select} />;
  return (
    <Screen
      title={shapingSentence(plan, pictures)}
      subtitle="A request meets the rules from top to bottom. What they turn away counts as each promise says."
      actions={plan.shaping.length > 0 && add}
      promises
      promisesPicture={<ImpactPicture />}
      inspector={
        selected && (
          <RuleInspector
            key={selected.id}
            rule={selected}
            onRemove={() => remove(selected.id, selected.name)}
          />
        )
      }
    >
      {plan.shaping.length === 0 ? (
        <Card>
          <EmptyState icon={<Funnel size={20} />} title="No rules yet" actions={add}>
            Limits, shedding, retries and deferral decide who waits and who is turned away when load exceeds
            capacity.
          </EmptyState>
        </Card>
      ) : (
        <Card isFlush>
          <RuleList
            plan={plan}
            selected={selected?.id}
            onSelect={select}
            onMove={(id, by) =>
              document.setField('shaping', moveRule(plan.shaping, id, by), {
                group: null,
                label: 'order of the rules',
              })
            }
            onEnable={(id, enabled) => document.setField(`shaping/${id}/enabled`, enabled, { group: null })}
          />
        </Card>
      )}
      {pictures && <JourneyLosses plan={plan} pictures={pictures} />}
      <PriorityClasses plan={plan} />
    </Screen>
  );
}

function AddRule({ plan, onAdded }: { plan: Plan; onAdded: (rule: string) => void }) {
  const { document } = useApp();
  function add(kind: ShapingKind) {
    const rule = newRule(plan, kind);
    document.setField(`shaping/${rule.id}`, rule, { group: null, label: rule.name });
    onAdded(rule.id);
  }
  return (
    <Menu
      label="Add a rule"
      placement="bottom end"
      entries={(Object.keys(kindNames) as ShapingKind[]).map((kind) => ({
        id: kind,
        label: kindNames[kind],
        description: kindPurposes[kind],
        isDisabled: !canAdd(plan, kind),
        onAction: () => add(kind),
      }))}
    >
      <Button icon={<Plus size={14} />}>Add a rule</Button>
    </Menu>
  );
}

/** What one journey loses, at first the one that the rules turn away most of. */
function JourneyLosses({ plan, pictures }: { plan: Plan; pictures: RunPictures }) {
  const [chosen, choose] = useState<string | undefined>();
  const most = mostLostJourney(pictures, ['rateLimited', 'shed', 'rejected']);
  const journey = plan.journeys.find(({ id }) => id === (chosen ?? most)) ?? plan.journeys[0];
  if (!journey) return null;
  return (
    <Card>
      <div className="stack">
        <SegmentedControl
          label="Journey"
          look="loose"
          value={journey.id}
          onChange={choose}
          choices={plan.journeys.map(({ id, name }) => ({ id, label: name }))}
        />
        <LossPicture pictures={pictures} journey={journey.id} by="kinds" height={190} />
      </div>
    </Card>
  );
}
