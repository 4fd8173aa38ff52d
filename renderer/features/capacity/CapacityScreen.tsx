import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Component } from '#shared/domain/component.ts';
import { ImpactPicture } from '#renderer/app/ImpactPicture.tsx';
import { ResponsePicture } from '#renderer/app/pictures/ResponsePicture.tsx';
import { UtilizationPicture } from '#renderer/app/pictures/UtilizationPicture.tsx';
import { Screen } from '#renderer/app/Screen.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useScenario, useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { addJourney, kindNames, kindPurposes, newComponent } from './capacity-edits.ts';
import { capacitySentence } from './capacity-words.ts';
import { ComponentGraph } from './ComponentGraph.tsx';
import { ComponentInspector } from './ComponentInspector.tsx';
import { ComponentTable } from './ComponentTable.tsx';
import { JourneyInspector } from './JourneyInspector.tsx';
import { useCapacityPictures } from './use-capacity-pictures.ts';
import './capacity.css';

const ALL = '@all';

/** What carries the load: components, and the paths of the journeys through them. */
export function CapacityScreen() {
  const plan = usePlan();
  const pictures = useCapacityPictures();
  const [selection, select] = useSelection();
  const [view, setView] = useState<'graph' | 'table'>('graph');
  const journeyId = selection?.startsWith('journey:') ? selection.slice('journey:'.length) : undefined;
  const journey = plan.journeys.find(({ id }) => id === journeyId);
  const component = journey
    ? undefined
    : (plan.components.find(({ id }) => id === selection) ?? plan.components[0]);
  const shared = { plan, pictures, selected: component?.id, onSelect: select };

  return (
    <Screen
      title={capacitySentence(plan, pictures.now)}
      actions={<AddPart onAdded={select} />}
      promises
      promisesPicture={<ImpactPicture journey={journey?.id} />}
      inspector={
        journey ? (
          <JourneyInspector key={journey.id} journey={journey} onRemoved={() => select(undefined)} />
        ) : (
          component && (
            <ComponentInspector
              key={component.id}
              component={component}
              pictures={pictures.now}
              onRemoved={() => select(undefined)}
            />
          )
        )
      }
    >
      <div className="capacity-bar-above">
        <SegmentedControl
          label="Journey"
          look="loose"
          value={journey?.id ?? ALL}
          onChange={(id) => select(id === ALL ? (component?.id ?? plan.components[0]?.id) : `journey:${id}`)}
          choices={[
            { id: ALL, label: 'All journeys' },
            ...plan.journeys.map(({ id, name }) => ({ id, label: name })),
          ]}
        />
        <span className="push row">
          <span className="note">
            {pictures.month ? `Utilization at peak, ${pictures.month}` : 'Not simulated yet'}
          </span>
          <SegmentedControl
            label="Show components as"
            value={view}
            onChange={setView}
            choices={[
              { id: 'graph', label: 'Graph' },
              { id: 'table', label: 'Table' },
            ]}
          />
        </span>
      </div>
      <Card isFlush>
        {view === 'graph' ? (
          <ComponentGraph {...shared} journey={journey?.id ?? null} />
        ) : (
          <ComponentTable {...shared} />
        )}
      </Card>
      {pictures.now && (
        <Card>
          {journey ? (
            <ResponsePicture
              key={journey.id}
              pictures={pictures.now}
              before={pictures.compared}
              journey={journey.id}
              height={190}
            />
          ) : (
            <UtilizationPicture
              pictures={pictures.now}
              height={plan.components.length * 24 + 40}
              onOpen={select}
            />
          )}
        </Card>
      )}
    </Screen>
  );
}

function AddPart({ onAdded }: { onAdded: (selection: string) => void }) {
  const { document } = useApp();
  const plan = usePlan();
  const scenario = useScenario();

  function add(kind: Component['kind']) {
    const component = newComponent(kind, plan);
    document.setField(`components/${component.id}`, component, {
      group: null,
      label: `a ${kindNames[kind]}`,
    });
    onAdded(component.id);
  }

  function addPath() {
    const { id } = addJourney(plan, scenario);
    document.edit((source) => addJourney(source, scenario).plan, { label: 'a journey' });
    onAdded(`journey:${id}`);
  }

  return (
    <Menu
      label="Add to the service"
      placement="bottom end"
      entries={[
        ...(Object.keys(kindNames) as Component['kind'][]).map((kind) => ({
          id: kind,
          label: kindNames[kind].replace(/^./, (letter) => letter.toUpperCase()),
          description: kindPurposes[kind],
          onAction: () => add(kind),
        })),
        'separator',
        {
          id: 'journey',
          label: 'Journey',
          description: 'A way of requests through the components',
          isDisabled: plan.components.length === 0,
          onAction: addPath,
        },
      ]}
    >
      <Button icon={<Plus size={14} />}>Add</Button>
    </Menu>
  );
}
