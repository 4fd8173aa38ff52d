import { useMemo } from 'react';
import { demandFan } from '#shared/charts/run-charts.ts';
import { ImpactPicture } from '#renderer/app/ImpactPicture.tsx';
import { Screen } from '#renderer/app/Screen.tsx';
import { historyNote, useDemandHistory } from '#renderer/app/use-demand-history.ts';
import { FanChart } from '#renderer/charts/FanChart.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged, useRun } from '#renderer/state/use-run.ts';
import { useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { demandSentence } from './demand-words.ts';
import { newEvent, newSurge, type EventStart } from './demand-edits.ts';
import { DemandInspector } from './DemandInspector.tsx';
import { findEventDays } from './event-days.ts';
import { PeakTables } from './PeakTables.tsx';
import './demand.css';

const ALL = '@all';

/** What will be asked of the service: level, growth, seasons, peaks. */
export function DemandScreen() {
  const plan = usePlan();
  const { document } = useApp();
  const run = useRun();
  const judged = useJudged();
  const [selection, select] = useSelection();
  const now = judged.now?.pictures ?? null;
  const before = judged.before?.pictures;
  const days = useMemo(() => findEventDays(plan), [plan]);
  const journey = selection?.startsWith('journey:')
    ? plan.journeys.find(({ id }) => `journey:${id}` === selection)
    : undefined;
  const history = useDemandHistory(journey?.id);
  const fan = useMemo(() => {
    if (!now) return null;
    const then = before && demandFan(before, plan, journey?.id).fan;
    const events = days.filter(({ name }) => touches(plan, name, journey?.id));
    return {
      ...demandFan(now, plan, journey?.id),
      events,
      ...(history && { history }),
      ...(then && { before: { dates: then.dates, values: then.p50, name: 'before' } }),
    };
  }, [now, before, plan, journey, days, history]);

  function add(kind: 'events' | 'surges', item: { id: string; name: string }) {
    document.setField(`demand/${kind}/${item.id}`, item, { group: null, label: item.name });
    select(`${kind === 'events' ? 'event' : 'surge'}:${item.id}`);
  }

  return (
    <Screen
      title={demandSentence(plan, now, days)}
      promises
      promisesPicture={<ImpactPicture journey={journey?.id} />}
      inspector={<DemandInspector plan={plan} days={days} selection={selection} onSelect={select} />}
    >
      <SegmentedControl
        label="Journey"
        look="loose"
        value={journey?.id ?? ALL}
        onChange={(id) => select(id === ALL ? undefined : `journey:${id}`)}
        choices={[
          { id: ALL, label: 'All journeys' },
          ...plan.journeys.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
      <Card>
        {fan ? (
          <FanChart
            title={journey ? `${journey.name}, requests per second` : 'Requests per second'}
            subtitle={`busiest hour of the day; 50, 80, 95\u00a0% of futures${historyNote(history)}`}
            data={fan}
            height={250}
          />
        ) : (
          <EmptyState
            title={
              run.running ? 'The futures are being simulated.' : 'The futures are drawn after the first run.'
            }
            actions={
              <Button variant="primary" isPending={run.running !== undefined} onPress={() => run.start()}>
                Run the simulation
              </Button>
            }
          />
        )}
      </Card>
      <PeakTables
        plan={plan}
        selected={selection}
        onSelect={select}
        onAddEvent={(start: EventStart) => add('events', newEvent(plan, start))}
        onAddSurge={() => add('surges', newSurge(plan))}
      />
    </Screen>
  );
}

function touches(
  { demand }: ReturnType<typeof usePlan>,
  eventName: string,
  journey: string | undefined,
): boolean {
  const event = demand.events.find(({ name }) => name === eventName);
  return journey === undefined || !event?.journeys || event.journeys.includes(journey);
}
