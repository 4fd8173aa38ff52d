import type { Clause, Tier } from '#shared/domain/clause.ts';
import type { TierVerdict } from '#shared/verdicts/verdict-document.ts';
import {
  describeTarget,
  formatProbability,
  formatWindow,
  shortTarget,
  tierWords,
  verdictWords,
} from '#shared/verdicts/words.ts';
import { toCellKey } from '#renderer/app/cell-key.ts';
import { withJudgedTarget } from '#renderer/app/clause-text.ts';
import { VerdictGlyph } from '#renderer/app/VerdictGlyph.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { VisuallyHidden } from '#renderer/ui/VisuallyHidden.tsx';
import { ProbabilityBar } from './ProbabilityBar.tsx';

export interface VerdictCellProps {
  clause: Clause;
  tier: Tier;
  judged: TierVerdict | null;
  confidence: number;
  isSelected: boolean;
  /** Whether the tab key stops here. */
  isStop: boolean;
  onSelect: () => void;
}

export function VerdictCell(props: VerdictCellProps) {
  const { clause, tier, judged, isSelected, isStop, onSelect } = props;
  const plan = usePlan();
  const shown = judged ? withJudgedTarget(clause, tier, judged) : clause;
  return (
    <td aria-selected={isSelected}>
      <button
        type="button"
        className="verdict-cell"
        data-verdict={judged?.verdict ?? 'unknown'}
        data-selected={isSelected || undefined}
        data-cell={toCellKey({ clause: clause.id, tier })}
        tabIndex={isStop ? 0 : -1}
        onClick={onSelect}
      >
        <VisuallyHidden>{`${tierWords[tier]}: ${describeTarget(shown, tier, plan)}. `}</VisuallyHidden>
        <span className="verdict-cell-head">
          <VerdictGlyph verdict={judged?.verdict ?? 'unknown'} size={14} />
          <span className="verdict-probability">{judged ? formatProbability(judged.probability) : '–'}</span>
          <span className="verdict-target">{shortTarget(shown, tier)}</span>
        </span>
        {judged ? (
          <ProbabilityBar probability={judged.probability} confidence={props.confidence} />
        ) : (
          <span className="probability-bar" />
        )}
        <span className="verdict-cell-foot">
          <span>{judged ? verdictWords[judged.verdict] : 'not judged yet'}</span>
          <span>{judged && runwayWords(judged)}</span>
        </span>
      </button>
    </td>
  );
}

function runwayWords({ verdict, runway, holdsThroughout }: TierVerdict): string {
  if (verdict === 'sustainable' || verdict === 'unknown' || holdsThroughout) return '';
  return runway ? `until ${formatWindow(runway)}` : 'from the start';
}
