import { Play, Target } from 'lucide-react';
import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { formatMonthLong, midSentence } from '#shared/verdicts/words.ts';
import { parseCellKey, type CellKey } from '#renderer/app/cell-key.ts';
import { Screen } from '#renderer/app/Screen.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged, useRun } from '#renderer/state/use-run.ts';
import { useNavigate, useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { CheckHour } from './CheckHour.tsx';
import { Evidence } from './Evidence.tsx';
import { firstToLookAt } from './first-to-look-at.ts';
import { VerdictInspector } from './VerdictInspector.tsx';
import { VerdictMatrix } from './VerdictMatrix.tsx';
import './verdict.css';

/** From here on a partial verdict says more than the last full one of an older plan. */
const TELLING_FUTURES = 250;

/** Can we promise this? Every clause in every tier, why, and what it rests on. */
export function VerdictScreen() {
  const run = useRun();
  const { clauses } = usePlan();
  const { now } = useJudged();
  // A few futures must not take the place of a thousand: an earlier full verdict stays until then.
  const isTelling = now !== null && (!run.result || now.verdict.replications >= TELLING_FUTURES);
  const shown = isTelling ? now : run.result;
  if (clauses.length === 0) return <NoPromises />;
  if (!shown) return <NotJudged />;
  return <Judged {...shown} run={run.result} isPartial={shown.verdict !== run.result?.verdict} />;
}

interface JudgedProps {
  verdict: VerdictDocument;
  run: FinishedRun | null;
  pictures: RunPictures;
  isPartial: boolean;
}

function Judged({ verdict, run, pictures, isPartial }: JudgedProps) {
  const [selection, select] = useSelection();
  const { isStale, changes, running, start } = useRun();
  const staleWords =
    isStale && !isPartial && !running
      ? `${changes ?? 'Later'} ${changes === 1 ? 'change is' : 'changes are'} not in these figures yet.`
      : '';
  const selected = parseCellKey(selection) ?? firstToLookAt(verdict);
  return (
    <Screen
      title={isPartial ? `So far: ${midSentence(verdict.headline)}` : verdict.headline}
      subtitle={
        <>
          {subtitle(verdict, isPartial)}
          {staleWords && <b className="verdict-stale"> {staleWords}</b>}
        </>
      }
      inspector={
        selected && <VerdictInspector verdict={verdict} pictures={pictures} run={run} cell={selected} />
      }
    >
      {!run && !running && (
        <Callout
          title={`A glance at ${verdict.replications} futures.`}
          actions={
            <Button variant="primary" onPress={() => start()}>
              Run the simulation
            </Button>
          }
        >
          This scenario has not been simulated yet. A full run decides what is too close to call here.
        </Callout>
      )}
      <VerdictMatrix
        verdict={verdict}
        selected={selected}
        onSelect={(cell: CellKey) => select(`${cell.clause}/${cell.tier}`)}
      />
      <Evidence pictures={pictures} cell={selected} cellActions={(place) => <CheckHour {...place} />} />
      {verdict.warnings.map((warning) => (
        <Callout key={warning} tone="warning">
          {warning}
        </Callout>
      ))}
    </Screen>
  );
}

function subtitle({ to, confidence, replications }: VerdictDocument, isPartial: boolean): string {
  const sure = `${groupThousands(String(Number((confidence * 100).toFixed(2))))}\u00a0%`;
  const basis = isPartial ? `So far, from ${groupThousands(String(replications))} futures: each` : 'Each';
  return `${basis} cell is the probability that the target holds in every window to ${formatMonthLong(to.slice(0, 7))}. The mark on each bar is the ${sure} a promise needs.`;
}

function NoPromises() {
  const navigate = useNavigate();
  return (
    <Screen title="There is no promise to judge yet.">
      <EmptyState
        icon={<Target size={20} />}
        title="Say what you would like to promise."
        actions={
          <Button variant="primary" onPress={() => navigate('targets')}>
            Propose targets
          </Button>
        }
      >
        A verdict needs targets: what is promised for which journey, in three tiers. The sample plan, in the
        menu of plans, shows how it looks.
      </EmptyState>
    </Screen>
  );
}

function NotJudged() {
  const run = useRun();
  if (run.running || !run.isLoaded) {
    const { done = 0, total = 0 } = run.running ?? {};
    return (
      <Screen
        title="Simulating the futures."
        subtitle="The first verdicts appear as soon as some futures are done."
      >
        <div className="verdict-waiting">
          <Progress
            label={run.running ? 'Simulating' : 'Looking for the last run'}
            share={total > 0 ? done / total : undefined}
            text={
              total > 0 ? `${groupThousands(String(done))} of ${groupThousands(String(total))} futures` : ''
            }
          />
          {run.running && <Button onPress={run.cancel}>Cancel</Button>}
        </div>
      </Screen>
    );
  }
  return (
    <Screen title="This scenario has not been simulated yet.">
      <EmptyState
        icon={<Play size={20} />}
        title={`A full run of ${groupThousands('1000')} futures gives every promise its verdict.`}
        actions={
          <Button variant="primary" onPress={() => run.start()}>
            Run the simulation
          </Button>
        }
      >
        It can be cancelled at any time; the same plan and seed always give the same answer.
      </EmptyState>
    </Screen>
  );
}
