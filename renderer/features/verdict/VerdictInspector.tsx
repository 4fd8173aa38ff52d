import type { ReactNode } from 'react';
import { tierCauses, tierMonthStrip } from '#shared/charts/run-charts.ts';
import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { Clause } from '#shared/domain/clause.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import type { TierVerdict, VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { describeTarget, formatProbability, formatWindowLong, tierWords } from '#shared/verdicts/words.ts';
import type { CellKey } from '#renderer/app/cell-key.ts';
import { withJudgedTarget } from '#renderer/app/clause-text.ts';
import { cellOf, type UtilizationCell } from '#renderer/app/pictures/utilization-cell.ts';
import { findTier } from '#renderer/app/promise-rows.ts';
import { CausesBar } from '#renderer/charts/CausesBar.tsx';
import { MonthStrip } from '#renderer/charts/MonthStrip.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useRun } from '#renderer/state/use-run.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Emphasised } from '#renderer/ui/Emphasised.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { Accountings } from './Accountings.tsx';

export interface VerdictInspectorProps {
  verdict: VerdictDocument;
  pictures: RunPictures;
  run: FinishedRun | null;
  cell: CellKey;
  /** More that can be done about what binds the promise, in its worst month. */
  cellActions?: ((cell: UtilizationCell) => ReactNode) | undefined;
}

/** Why one promise holds or breaks: in words, by month, by cause, and counted both ways. */
export function VerdictInspector(props: VerdictInspectorProps) {
  const { verdict, run } = props;
  const { clause: id, tier } = props.cell;
  const plan = usePlan();
  const navigate = useNavigate();
  const clause = plan.clauses.find((candidate) => candidate.id === id);
  const judged = findTier(verdict, id, tier);
  if (!clause) return null;
  return (
    <Inspector
      kind={`${tierWords[tier]} · ${clause.name}`}
      title={
        judged
          ? sentenceCase(describeTarget(withJudgedTarget(clause, tier, judged), tier, plan))
          : clause.name
      }
      actions={
        <Button size="small" variant="quiet" onPress={() => navigate('targets', id)}>
          Edit target
        </Button>
      }
      foot={<RunLine verdict={verdict} run={run} />}
    >
      {judged ? (
        <Why {...props} clause={clause} judged={judged} confidence={verdict.confidence} />
      ) : (
        <p className="muted">This promise is newer than the run shown. The next full run judges it.</p>
      )}
    </Inspector>
  );
}

interface WhyProps extends Pick<VerdictInspectorProps, 'pictures' | 'cellActions'> {
  clause: Clause;
  judged: TierVerdict;
  confidence: number;
}

function Why({ clause, judged, confidence, pictures, cellActions }: WhyProps) {
  const plan = usePlan();
  const navigate = useNavigate();
  const { reason, runway } = judged;
  const bottleneck = plan.components.find(({ id }) => id === reason.bottleneck);
  const worst = cellOf(pictures, bottleneck?.id, worstWindow(judged));
  const stressed = [
    formatProbability(judged.probability),
    runway && formatWindowLong(runway),
    bottleneck?.name,
  ];
  return (
    <>
      <div className="verdict-reason">
        <p>
          <Emphasised text={reason.text} phrases={stressed} />
        </p>
        {judged.verdict === 'unknown' && <MoreFutures judged={judged} />}
        {bottleneck && (
          <Button variant="link" onPress={() => navigate('capacity', bottleneck.id)}>
            {`Look at ${bottleneck.name}`}
          </Button>
        )}
        {worst && cellActions?.(worst)}
      </div>
      <MonthStrip
        level={3}
        title={
          clause.window.kind === 'calendarAligned' && clause.window.unit !== 'month'
            ? `By ${clause.window.unit}`
            : 'Month by month'
        }
        subtitle="probability, each by itself"
        data={tierMonthStrip(judged, confidence)}
      />
      {reason.causes.length > 0 && (
        <CausesBar
          level={3}
          title="What breaks it"
          subtitle="share of the bad events"
          data={tierCauses(judged)}
        />
      )}
      <Accountings clause={clause} judged={judged} confidence={confidence} />
      {reason.smallestChange && (
        <InspectorSection title="What would make it hold">
          <p>{reason.smallestChange.text}</p>
        </InspectorSection>
      )}
    </>
  );
}

/** The window in which the promise holds least often. */
const worstWindow = ({ windows }: TierVerdict): string | undefined =>
  windows.toSorted((a, b) => a.probability - b.probability)[0]?.window;

/** The button that decides a promise the present run could not. */
function MoreFutures({ judged }: { judged: TierVerdict }) {
  const run = useRun();
  const { replicationsToDecide: needed } = judged;
  if (!needed || run.running || needed > MOST_FUTURES) return null;
  const futures = Math.ceil(needed / 500) * 500;
  return (
    <Button size="small" onPress={() => run.start(futures)}>
      {`Run ${groupThousands(String(futures))} futures`}
    </Button>
  );
}

/** More than this is not offered with one press. */
const MOST_FUTURES = 20_000;

function RunLine({ verdict, run }: { verdict: VerdictDocument; run: FinishedRun | null }) {
  const hash = verdict.inputHash.replace(/^sha256:/, '');
  return (
    <p>
      {run && run.verdict === verdict && (
        <>
          Run <code title={run.run.id}>{run.run.id.slice(0, 12)}</code> ·{' '}
        </>
      )}
      engine {verdict.engineVersion} · input <code title={verdict.inputHash}>{hash.slice(0, 8)}</code> · seed{' '}
      {verdict.seed}
      <br />
      The same input gives the same figures on any machine.
    </p>
  );
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
