import { Play, ScanSearch } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { SpanPicture } from '#shared/charts/replay-charts.ts';
import { findFirst } from '#shared/verdicts/engines/agreement.ts';
import { chaosSentence } from '#shared/verdicts/engines/chaos-sentence.ts';
import { Screen } from '#renderer/app/Screen.tsx';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import type { ReplayState } from '#renderer/state/replay-state.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { shownFor } from './figure-rows.ts';
import { FigureTable } from './FigureTable.tsx';
import { HourChoices } from './HourChoices.tsx';
import { countWords, futureWords, secondsWords, spanWords } from './replay-words.ts';
import { ReasonList } from './ReasonList.tsx';
import { SpanInspector } from './SpanInspector.tsx';
import { SpanPictures } from './SpanPictures.tsx';
import { useAskedHour } from './use-asked-hour.ts';
import { useEstimate } from './use-estimate.ts';
import { useHours } from './use-hours.ts';
import { isSettled, useReplay } from './use-replay.ts';
import { WithAndWithout } from './WithAndWithout.tsx';
import './replay.css';

/** Both engines on one hour of one future, request by request and step by step. */
export function ReplayScreen() {
  const hours = useHours();
  const estimated = useEstimate();
  useAskedHour(hours.hours);
  const replay = useReplay();
  const inspector = <SpanInspector hours={hours.hours} estimated={estimated} />;
  if (replay?.began) return <Replayed replay={replay} inspector={inspector} />;
  return (
    <Screen
      title="Do both engines agree on this hour?"
      subtitle="The verdicts come from an engine that walks in steps through a thousand futures. Here one hour of one future is simulated again, request by request, and both answers are held side by side."
      actions={<RunButton replay={replay} />}
      inspector={inspector}
    >
      <FailureCallout replay={replay} />
      <Card>
        <EmptyState icon={<ScanSearch size={20} />} title="Choose an hour and replay it.">
          {hours.failure?.message ??
            (hours.isLoaded && hours.hours.length === 0
              ? 'Nobody comes in this plan yet: give a journey some demand first.'
              : 'These hours are worth a look; any other can be chosen beside.')}
        </EmptyState>
        <HourChoices hours={hours.hours} />
      </Card>
    </Screen>
  );
}

function Replayed({ replay, inspector }: { replay: ReplayState; inspector: ReactNode }) {
  const { plan: now, replays } = { plan: usePlan(), replays: useApp().replays };
  const navigate = useNavigate();
  const { resolved: plan, report, calm } = replay;
  const began = replay.began!;
  const chosen = useJourney(replay);
  const [isAll, setAll] = useState(false);
  const picture = useMemo(
    (): SpanPicture => ({
      plan,
      localTime: began.estimate.localTime,
      from: began.estimate.from,
      minutes: began.estimate.minutes,
      slices: replay.slices.length > 0 ? replay.slices : noSlices(began.estimate.minutes),
      fast: began.fast,
      interventions: began.interventions,
    }),
    [plan, began, replay.slices],
  );
  const isShown = shownFor(plan, isAll ? undefined : chosen.journey);
  const shownComparisons = (report?.comparisons ?? []).filter(({ subject }) => isShown(subject));
  const isStale = useAppState((state) => !isSettled(state, replay));
  return (
    <Screen
      title={titleOf(replay)}
      subtitle={<BasisWords replay={replay} />}
      actions={<RunButton replay={replay} />}
      inspector={inspector}
    >
      <FailureCallout replay={replay} />
      {isStale && (
        <Callout actions={<Button onPress={() => void replays.start()}>Replay again</Button>}>
          The plan or the chosen span has changed since; these figures are of{' '}
          {spanWords(picture.localTime, picture.minutes)}.
        </Callout>
      )}
      {report && report.interventions.length > 0 && !calm && <CompareCallout replay={replay} />}
      <SegmentedControl
        label="Journey"
        look="loose"
        value={chosen.journey}
        onChange={chosen.choose}
        choices={plan.journeys.map(({ id, name }) => ({ id, label: name }))}
      />
      <SpanPictures
        picture={picture}
        journey={chosen.journey}
        onSelectComponent={(component) =>
          now.components.some(({ id }) => id === component) && navigate('capacity', component)
        }
      />
      <Card
        title="Both engines"
        subtitle={isAll ? 'every figure' : 'this journey and what it calls'}
        isFlush
        actions={
          <Button size="small" onPress={() => setAll(!isAll)}>
            {isAll ? 'Only this journey' : 'All journeys'}
          </Button>
        }
      >
        <FigureTable
          plan={plan}
          report={report}
          fast={began.fast}
          journey={isAll ? undefined : chosen.journey}
        />
      </Card>
      {report && <ReasonList plan={plan} comparisons={shownComparisons} />}
      {report && calm && <WithAndWithout plan={plan} calm={calm} report={report} />}
      {report && <Checks replay={replay} />}
    </Screen>
  );
}

/** Minutes whose replay has not begun. */
const noSlices = (minutes: number): null[] => Array<null>(Math.min(60, minutes)).fill(null);

/** The journey of the first promise unless another was chosen. */
function useJourney({ resolved, report }: ReplayState) {
  const [choice, choose] = useState<string>();
  const first = report && findFirst(resolved, report.comparisons)?.subject.id;
  const promised = resolved.clauses.find(({ metric }) => metric === 'latency');
  const isKnown = resolved.journeys.some(({ id }) => id === choice);
  const journey =
    (isKnown ? choice : undefined) ??
    first ??
    (promised && 'journey' in promised ? promised.journey : undefined) ??
    resolved.journeys[0]!.id;
  return { journey, choose };
}

function titleOf({ report, calm, resolved, progress, draft }: ReplayState): string {
  if (report && calm) return `${chaosSentence(resolved, calm, report)} ${report.sentence}`;
  if (report) return report.sentence;
  if (progress.state === 'stopped') return 'The replay was stopped before its end.';
  return draft.interventions.length > 0
    ? 'Replaying the disturbed hour, request by request.'
    : 'Replaying the hour, request by request.';
}

function BasisWords({ replay }: { replay: ReplayState }) {
  const { report, began } = replay;
  const { localTime, minutes, timeZone, future, repetitions } = began!.estimate;
  const requests = report?.replay.requests ?? began!.estimate.requests;
  const took = report ? `, ${secondsWords(report.elapsedMs / 1000).replace('about ', '')}` : '';
  return `${spanWords(localTime, minutes)} (${timeZone}), ${futureWords(future)}. ${repetitions} repetitions, ${countWords(requests)} requests${took}.`;
}

function RunButton({ replay }: { replay: ReplayState | null }) {
  const { replays } = useApp();
  const span = useAppState((state) => state.session.span);
  if (replay?.progress.state === 'running') {
    const { done } = replay.progress;
    return (
      <div className="replay-running">
        <Progress
          label="Replaying"
          share={replay.began ? done : undefined}
          text={replay.began ? `${Math.round(done * 100)}\u00a0%` : 'making ready'}
        />
        <Button onPress={replay.cancel}>Cancel</Button>
      </div>
    );
  }
  return (
    <Button
      variant="primary"
      icon={<Play size={14} aria-hidden />}
      isDisabled={span.at === ''}
      onPress={() => void replays.start()}
    >
      Replay
    </Button>
  );
}

function FailureCallout({ replay }: { replay: ReplayState | null }) {
  const failure = replay?.failure;
  if (!failure || failure.kind === 'cancelled') return null;
  const messages =
    failure.kind === 'userProblem' ? failure.problems.map(({ message }) => message) : [failure.message];
  return (
    <Callout tone="problem" title="This span could not be replayed.">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Callout>
  );
}

function CompareCallout({ replay: { comparing, cancel } }: { replay: ReplayState }) {
  const { replays } = useApp();
  if (comparing !== null) {
    return (
      <Callout actions={<Button onPress={cancel}>Cancel</Button>}>
        <Progress
          label="Replaying the same span without it"
          share={comparing}
          text={`${Math.round(comparing * 100)}\u00a0%`}
        />
      </Callout>
    );
  }
  return (
    <Callout actions={<Button onPress={() => void replays.compare()}>Replay it without</Button>}>
      To see what the disturbance changed, the same span has to be replayed without it once.
    </Callout>
  );
}

/** What must hold in every replay, in one line. */
function Checks({ replay }: { replay: ReplayState }) {
  const { checks, warmUpMinutes } = replay.report!.replay;
  const little = Math.max(0, ...checks.little.map(({ difference }) => difference));
  return (
    <p className="note">
      {checks.conserved
        ? 'Every request is accounted for: answered, lost or still inside.'
        : 'Some requests are not accounted for: this is a fault in Headroom, please report it.'}{' '}
      Little’s law holds to {little < 1e-9 ? 'rounding' : `${(little * 100).toPrecision(2)}\u00a0%`} at every
      component. Warmed up for {Math.round(warmUpMinutes)}&nbsp;min before the span.
    </p>
  );
}
