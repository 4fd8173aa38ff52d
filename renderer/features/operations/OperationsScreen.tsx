import { ChevronLeft, ChevronRight, Clock, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { dayText } from '#shared/charts/civil-date.ts';
import { ImpactPicture } from '#renderer/app/ImpactPicture.tsx';
import { AvailabilityPicture } from '#renderer/app/pictures/AvailabilityPicture.tsx';
import { OutagePicture } from '#renderer/app/pictures/OutagePicture.tsx';
import { Screen } from '#renderer/app/Screen.tsx';
import { Timeline } from '#renderer/charts/Timeline.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged } from '#renderer/state/use-run.ts';
import { useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { FailureInspector } from './FailureInspector.tsx';
import { OperationInspector } from './OperationInspector.tsx';
import { OperationTables } from './OperationTables.tsx';
import {
  allOperations,
  findOperation,
  keyOf,
  kindNames,
  kindPurposes,
  newOperation,
  type OperationKind,
} from './operations-edits.ts';
import { operationsSentence } from './operations-words.ts';
import { announcedDownHours, spanAt, spanCount, toTimeline, type SpanId } from './timeline-data.ts';
import './operations.css';

/** What stops or slows the service: planned and unplanned. */
export function OperationsScreen() {
  const plan = usePlan();
  const { document } = useApp();
  const toast = useToast();
  const pictures = useJudged().now?.pictures ?? null;
  const downHours = useMemo(() => announcedDownHours(plan), [plan]);
  const [selection, select] = useSelection();
  const first = allOperations(plan)[0];
  const chosen =
    selection ?? (first ? keyOf(first) : plan.components[0] && `component:${plan.components[0].id}`);
  const operation = findOperation(plan, chosen);
  const component = plan.components.find(({ id }) => `component:${id}` === chosen);

  function remove(path: string, name: string) {
    document.setField(path, undefined, { group: null, label: `removal of ${name}` });
    select(undefined);
    toast({ text: `${name} is removed.`, action: { label: 'Undo', onPress: document.undo } });
  }

  return (
    <Screen
      title={operationsSentence(plan, downHours, pictures)}
      subtitle="Announced maintenance cuts capacity and, as each promise says, may leave the measurement. Failures always count."
      actions={plan.components.length > 0 && <AddOperation onAdded={select} />}
      promises
      promisesPicture={<ImpactPicture />}
      inspector={
        operation ? (
          <OperationInspector
            key={chosen}
            operation={operation}
            onRemove={() => remove(`operations/${operation.kind}/${operation.item.id}`, operation.item.name)}
          />
        ) : (
          component && <FailureInspector key={chosen} component={component} />
        )
      }
    >
      {first ? (
        <PlannedPicture selected={chosen} onSelect={select} />
      ) : (
        <Card>
          <EmptyState icon={<Clock size={20} />} title="Nothing is planned yet">
            Maintenance windows, deployments and rehearsed faults are drawn here on the plan’s calendar.
          </EmptyState>
        </Card>
      )}
      <OperationTables plan={plan} pictures={pictures} selected={chosen} onSelect={select} />
      {pictures && (
        <Card>
          <div className="operations-pictures">
            <OutagePicture pictures={pictures} component={component?.id} height={190} />
            {component && (
              <AvailabilityPicture pictures={pictures} subject={`component:${component.id}`} height={190} />
            )}
          </div>
        </Card>
      )}
    </Screen>
  );
}

const spans = (['week', 'month', 'quarter', 'year'] as const).map((id) => ({
  id,
  label: id.replace(/^./, (letter) => letter.toUpperCase()),
}));

function PlannedPicture({
  selected,
  onSelect,
}: {
  selected: string | undefined;
  onSelect: (key: string) => void;
}) {
  const plan = usePlan();
  const [span, setSpan] = useState<SpanId>('month');
  const [offset, setOffset] = useState(0);
  const last = spanCount(plan, span) - 1;
  const shown = Math.min(offset, last);
  const { from, to } = spanAt(plan, span, shown);
  const data = useMemo(() => toTimeline(plan, from, to), [plan, from, to]);
  function choose(next: SpanId) {
    setSpan(next);
    setOffset(0);
  }
  return (
    <Card>
      <div className="operations-head">
        <SegmentedControl label="Length of the picture" value={span} onChange={choose} choices={spans} />
        <span className="row push">
          <IconButton
            label={`Earlier ${span}`}
            icon={<ChevronLeft size={15} />}
            isDisabled={shown === 0}
            onPress={() => setOffset(shown - 1)}
          />
          <span className="note">
            {dayText(from)} to {dayText(to - 86_400_000)}
          </span>
          <IconButton
            label={`Later ${span}`}
            icon={<ChevronRight size={15} />}
            isDisabled={shown >= last}
            onPress={() => setOffset(shown + 1)}
          />
        </span>
      </div>
      <Timeline
        title="Planned operations"
        hideTitle
        description={`Maintenance, deployments and faults of one ${span}.`}
        data={data}
        height={data.lanes.length * 28 + 24}
        selectedKey={selected}
        onSelect={onSelect}
      />
    </Card>
  );
}

function AddOperation({ onAdded }: { onAdded: (selection: string) => void }) {
  const { document } = useApp();
  const plan = usePlan();
  function add(kind: OperationKind) {
    const operation = newOperation(plan, kind);
    document.setField(`operations/${kind}/${operation.item.id}`, operation.item, {
      group: null,
      label: operation.item.name,
    });
    onAdded(keyOf(operation));
  }
  return (
    <Menu
      label="Add an operation"
      placement="bottom end"
      entries={(Object.keys(kindNames) as OperationKind[]).map((kind) => ({
        id: kind,
        label: kindNames[kind],
        description: kindPurposes[kind],
        onAction: () => add(kind),
      }))}
    >
      <Button icon={<Plus size={14} />}>Add</Button>
    </Menu>
  );
}
