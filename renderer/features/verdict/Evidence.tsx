import { useMemo, useState, type ReactNode } from 'react';
import { isSuccessClause } from '#shared/charts/availability-lines.ts';
import { demandFan } from '#shared/charts/run-charts.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { AvailabilityPicture, type UpSubject } from '#renderer/app/pictures/AvailabilityPicture.tsx';
import { LossPicture, mostLostJourney } from '#renderer/app/pictures/LossPicture.tsx';
import type { CellKey } from '#renderer/app/cell-key.ts';
import { OutagePicture } from '#renderer/app/pictures/OutagePicture.tsx';
import { PromisePicture } from '#renderer/app/pictures/PromisePicture.tsx';
import { ResponsePicture } from '#renderer/app/pictures/ResponsePicture.tsx';
import { UtilizationPicture, type UtilizationCell } from '#renderer/app/pictures/UtilizationPicture.tsx';
import { historyNote, useDemandHistory } from '#renderer/app/use-demand-history.ts';
import { FanChart } from '#renderer/charts/FanChart.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { Select } from '#renderer/ui/Select.tsx';

export interface EvidenceProps {
  pictures: RunPictures;
  /** The promise that is being looked at: what the pictures are about at first. */
  cell: CellKey | null;
  /** More that can be done about a component in a month. */
  cellActions?: ((cell: UtilizationCell) => ReactNode) | undefined;
}

const views = [
  { id: 'overview', label: 'Overview' },
  { id: 'promise', label: 'Promise' },
  { id: 'demand', label: 'Demand' },
  { id: 'utilization', label: 'Utilization' },
  { id: 'response', label: 'Response times' },
  { id: 'losses', label: 'Losses' },
  { id: 'availability', label: 'Availability' },
  { id: 'outages', label: 'Outages' },
] as const;
type View = (typeof views)[number]['id'];

const HEIGHT = 230;

/** What the verdicts rest on: one picture of the futures at a time, or the two that say most. */
export function Evidence(props: EvidenceProps) {
  const [view, setView] = useState<View>('overview');
  return (
    <section className="verdict-evidence" aria-labelledby="evidence-title">
      <header className="verdict-evidence-head">
        <h2 id="evidence-title">Evidence</h2>
        <SegmentedControl label="Picture" value={view} onChange={setView} choices={views} />
      </header>
      <EvidenceView view={view} {...props} />
    </section>
  );
}

function EvidenceView({ view, ...props }: EvidenceProps & { view: View }) {
  const { pictures } = props;
  switch (view) {
    case 'overview':
      return (
        <div className="verdict-overview">
          <Demand pictures={pictures} />
          <Utilization {...props} />
        </div>
      );
    case 'promise':
      return props.cell && <PromisePicture pictures={pictures} cell={props.cell} height={HEIGHT} />;
    case 'demand':
      return <Demand pictures={pictures} />;
    case 'utilization':
      return <Utilization {...props} />;
    case 'response':
      return <Responses {...props} />;
    case 'losses':
      return <Losses {...props} />;
    case 'availability':
      return <Availability {...props} />;
    case 'outages':
      return <Outages pictures={pictures} />;
  }
}

function Demand({ pictures }: { pictures: RunPictures }) {
  const plan = usePlan();
  const history = useDemandHistory(undefined);
  const fan = useMemo(
    () => ({ ...demandFan(pictures, plan), ...(history && { history }) }),
    [pictures, plan, history],
  );
  return (
    <FanChart
      title="Requests per second"
      subtitle={`busiest hour of the day${historyNote(history)}`}
      data={fan}
      height={HEIGHT}
    />
  );
}

function Utilization({ pictures, cellActions }: EvidenceProps) {
  const navigate = useNavigate();
  return (
    <UtilizationPicture
      pictures={pictures}
      height={HEIGHT}
      onOpen={(component) => navigate('capacity', component)}
      cellActions={cellActions}
    />
  );
}

function Responses({ pictures, cell }: EvidenceProps) {
  const { clauses } = usePlan();
  const selected = clauses.find(({ id }) => id === cell?.clause);
  const journeys = useJourneyChoice(selected && 'journey' in selected ? selected.journey : undefined, () =>
    clauses.flatMap((one) => (one.metric === 'latency' ? [one.journey] : [])).at(0),
  );
  return (
    <div className="stack">
      {journeys.control}
      <ResponsePicture pictures={pictures} journey={journeys.chosen} clause={cell?.clause} height={HEIGHT} />
    </div>
  );
}

function Losses({ pictures, cell }: EvidenceProps) {
  const selected = usePlan().clauses.find(({ id }) => id === cell?.clause);
  const journeys = useJourneyChoice(selected && 'journey' in selected ? selected.journey : undefined, () =>
    mostLostJourney(pictures),
  );
  return (
    <div className="stack">
      {journeys.control}
      <LossPicture pictures={pictures} journey={journeys.chosen} height={HEIGHT} />
    </div>
  );
}

/** The journey of the selected promise, another one once it is chosen. */
function useJourneyChoice(ofPromise: string | undefined, otherwise: () => string | undefined) {
  const { journeys } = usePlan();
  const [chosen, choose] = useState<string>();
  const present = chosen ?? ofPromise ?? otherwise() ?? journeys[0]?.id ?? '';
  const control = (
    <SegmentedControl
      label="Journey"
      look="loose"
      value={present}
      onChange={choose}
      choices={journeys.map(({ id, name }) => ({ id, label: name }))}
    />
  );
  return { chosen: present, control };
}

function Availability({ pictures, cell }: EvidenceProps) {
  const { clauses, journeys, components } = usePlan();
  const [chosen, choose] = useState<UpSubject>();
  const promises = clauses.filter(isSuccessClause);
  const selected = clauses.find(({ id }) => id === cell?.clause);
  const ofPromise: UpSubject | undefined =
    selected && isSuccessClause(selected)
      ? `clause:${selected.id}`
      : selected && 'journey' in selected
        ? `journey:${selected.journey}`
        : undefined;
  const first: UpSubject = promises[0] ? `clause:${promises[0].id}` : `journey:${journeys[0]?.id ?? ''}`;
  const subject = chosen ?? ofPromise ?? first;
  return (
    <div className="stack">
      <div className="verdict-subject">
        <Select
          label="Availability of"
          hideLabel
          value={subject}
          onChange={choose}
          choices={[
            ...promises.map(({ id, name }) => ({
              id: `clause:${id}` as UpSubject,
              label: name,
              description: 'as the promise counts it',
            })),
            ...journeys.map(({ id, name }) => ({
              id: `journey:${id}` as UpSubject,
              label: name,
              description: 'requests answered',
            })),
            ...components.map(({ id, name }) => ({
              id: `component:${id}` as UpSubject,
              label: name,
              description: 'share of the time up',
            })),
          ]}
        />
      </div>
      <AvailabilityPicture pictures={pictures} subject={subject} height={HEIGHT} />
    </div>
  );
}

function Outages({ pictures }: { pictures: RunPictures }) {
  const { components } = usePlan();
  const [chosen, choose] = useState<string>(ALL);
  const failing = components.filter(({ id }) =>
    pictures.components.some(({ component, outages }) => component === id && outages.horizon.count.mean > 0),
  );
  return (
    <div className="stack">
      <SegmentedControl
        label="Component"
        look="loose"
        value={chosen}
        onChange={choose}
        choices={[
          { id: ALL, label: 'All components' },
          ...failing.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
      <OutagePicture pictures={pictures} component={chosen === ALL ? undefined : chosen} height={HEIGHT} />
    </div>
  );
}

const ALL = '@all';
