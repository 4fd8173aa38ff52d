import type { Plan } from '#shared/domain/plan.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { EventInspector } from './EventInspector.tsx';
import type { EventDay } from './event-days.ts';
import { JourneyDemandInspector } from './JourneyDemandInspector.tsx';
import { PlanDemandInspector } from './PlanDemandInspector.tsx';
import { SurgeInspector } from './SurgeInspector.tsx';

export interface DemandInspectorProps {
  plan: Plan;
  days: readonly EventDay[];
  /** `journey:…`, `event:…`, `surge:…`; anything else is about the whole. */
  selection: string | undefined;
  onSelect: (selection: string | undefined) => void;
}

export function DemandInspector({ plan, days, selection, onSelect }: DemandInspectorProps) {
  const { document } = useApp();
  const toast = useToast();
  const [kind, id] = selection?.split(':') ?? [];

  function remove(path: string, name: string) {
    document.setField(path, undefined, { group: null, label: `removal of ${name}` });
    onSelect(undefined);
    toast({ text: `${name} is removed.`, action: { label: 'Undo', onPress: document.undo } });
  }

  const journey = kind === 'journey' ? plan.journeys.find((one) => one.id === id) : undefined;
  const demand = plan.demand.journeys.find((one) => one.journey === journey?.id);
  if (journey && demand) return <JourneyDemandInspector key={journey.id} journey={journey} demand={demand} />;
  const event = kind === 'event' ? plan.demand.events.find((one) => one.id === id) : undefined;
  if (event)
    return (
      <EventInspector
        key={event.id}
        event={event}
        days={days}
        onRemove={() => remove(`demand/events/${event.id}`, event.name)}
      />
    );
  const surge = kind === 'surge' ? plan.demand.surges.find((one) => one.id === id) : undefined;
  if (surge)
    return (
      <SurgeInspector
        key={surge.id}
        surge={surge}
        onRemove={() => remove(`demand/surges/${surge.id}`, surge.name)}
      />
    );
  return <PlanDemandInspector />;
}
