import { Plus, Target } from 'lucide-react';
import { tiers, type Clause, type Metric } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { countWord, startSentence } from '#shared/verdicts/number-words.ts';
import { Screen } from '#renderer/app/Screen.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useNavigate, useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { canMeasure, createClause, metricChoices } from './new-clause.ts';
import { TargetInspector } from './TargetInspector.tsx';
import { TargetTable } from './TargetTable.tsx';
import { tiersOutOfOrder } from './target-fields.ts';
import './targets.css';

/** What is to be promised, in three tiers, judged while it is typed. */
export function TargetsScreen() {
  const plan = usePlan();
  const [selection, select] = useSelection();
  const { clauses } = plan;
  const selected = clauses.find(({ id }) => id === selection) ?? clauses[0];
  if (clauses.length === 0) return <NoTargets plan={plan} />;
  return (
    <Screen
      title={title(clauses)}
      subtitle="The optimistic tier is the easiest to keep, stretch the hardest. The verdict beside each target follows while you type."
      actions={<AddPromise plan={plan} />}
      inspector={selected && <TargetInspector clause={selected} key={selected.id} />}
    >
      <TargetTable clauses={clauses} selected={selected?.id} onSelect={select} />
      {clauses.flatMap((clause) =>
        tiersOutOfOrder(clause).map((tier) => (
          <Callout key={`${clause.id}/${tier}`} tone="warning">
            {clause.name}: the {tier} target is easier to keep than the tier before it. Tiers should tighten
            from optimistic to stretch.
          </Callout>
        )),
      )}
    </Screen>
  );
}

function title(clauses: readonly Clause[]): string {
  const targets = clauses.length * tiers.length;
  const open = clauses.filter(({ measurementMethod }) => !measurementMethod?.trim()).length;
  const promises = `${startSentence(countWord(clauses.length))} promise${clauses.length === 1 ? '' : 's'} in three tiers, ${countWord(targets)} targets.`;
  if (open === 0) return `${promises} Each says how it is measured.`;
  return `${promises} ${startSentence(countWord(open))} ${open === 1 ? 'does' : 'do'} not say yet how ${open === 1 ? 'it is' : 'they are'} measured.`;
}

function AddPromise({ plan, isFirst }: { plan: Plan; isFirst?: boolean }) {
  const { document, session } = useApp();
  function add(metric: Metric) {
    const clause = createClause(plan, metric);
    document.setField(`clauses/${clause.id}`, clause, { label: `promise "${clause.name}"` });
    session.select(clause.id);
  }
  const entries = metricChoices.map(({ id, label, description }) => ({
    id,
    label,
    description: canMeasure(plan, id)
      ? description
      : id === 'supportResponse'
        ? 'needs a support desk first'
        : 'needs a journey first',
    isDisabled: !canMeasure(plan, id),
    onAction: () => add(id),
  }));
  return (
    <Menu label="What to promise" entries={entries} placement="bottom end">
      <Button variant={isFirst ? 'primary' : 'secondary'} icon={<Plus size={14} aria-hidden />}>
        Add promise
      </Button>
    </Menu>
  );
}

function NoTargets({ plan }: { plan: Plan }) {
  const navigate = useNavigate();
  const isReady = plan.journeys.length > 0;
  return (
    <Screen title="Nothing is promised yet.">
      <EmptyState
        icon={<Target size={20} />}
        title={
          isReady
            ? 'Begin with the journey your customers depend on most.'
            : 'Promises are made about journeys, and there is none yet.'
        }
        actions={
          isReady ? (
            <AddPromise plan={plan} isFirst />
          ) : (
            <Button variant="primary" onPress={() => navigate('capacity')}>
              Describe the service
            </Button>
          )
        }
      >
        A promise has a number in three tiers, a scope, a window over which it is counted, and a way to
        measure it.
      </EmptyState>
    </Screen>
  );
}
