import { LoaderCircle } from 'lucide-react';
import { tiers, type Clause, type Tier } from '#shared/domain/clause.ts';
import { formatProbability, tierWords, verdictWords } from '#shared/verdicts/words.ts';
import { describeMeasure } from '#renderer/app/clause-text.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { toPromiseRows, type PromiseCell } from '#renderer/app/promise-rows.ts';
import { VerdictGlyph } from '#renderer/app/VerdictGlyph.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged, usePreview } from '#renderer/state/use-run.ts';
import { VisuallyHidden } from '#renderer/ui/VisuallyHidden.tsx';
import { targetFieldOf, targetPath } from './target-fields.ts';

export interface TargetTableProps {
  clauses: readonly Clause[];
  selected: string | undefined;
  onSelect: (clause: string) => void;
}

/** Promises by tiers, each target a field with its live verdict under it. */
export function TargetTable({ clauses, selected, onSelect }: TargetTableProps) {
  const plan = usePlan();
  const preview = usePreview();
  const { now, before } = useJudged();
  const rows = toPromiseRows(clauses, now?.verdict ?? null, before?.verdict ?? null);
  return (
    <div className="targets-frame">
      <table className="targets-table">
        <thead>
          <tr>
            <th scope="col">
              Promise
              {preview?.isPending && (
                <LoaderCircle className="ui-spin targets-pending" size={12} aria-label="Judging the edit" />
              )}
            </th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                {tierWords[tier]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clauses.map((clause, index) => (
            <tr
              key={clause.id}
              data-selected={clause.id === selected || undefined}
              onFocus={() => clause.id !== selected && onSelect(clause.id)}
            >
              <th scope="row">
                <button
                  type="button"
                  className="targets-name"
                  aria-pressed={clause.id === selected}
                  onClick={() => onSelect(clause.id)}
                >
                  <span>{clause.name}</span>
                  <span className="targets-measure">{describeMeasure(plan, clause)}</span>
                </button>
              </th>
              {rows[index]?.cells.map((cell) => (
                <td key={cell.tier}>
                  <TargetField clause={clause} tier={cell.tier} />
                  <TargetVerdict cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TargetField({ clause, tier }: { clause: Clause; tier: Tier }) {
  const { sign, unit, scale, min, max, step } = targetFieldOf(clause);
  return (
    <PlanNumber
      path={targetPath(clause, tier)}
      label={`${clause.name}, ${tier}: ${sign === '≤' ? 'at most' : 'at least'}`}
      hideLabel
      unit={unit}
      scale={scale}
      min={min}
      max={max}
      step={step}
    />
  );
}

function TargetVerdict({ cell: { now, before, isChanged } }: { cell: PromiseCell }) {
  if (!now) return <p className="targets-verdict">not judged yet</p>;
  return (
    <p className="targets-verdict" data-verdict={now.verdict}>
      <VerdictGlyph verdict={now.verdict} size={12} />
      <span>
        {formatProbability(now.probability)}{' '}
        {isChanged ? <VisuallyHidden>{verdictWords[now.verdict]}</VisuallyHidden> : verdictWords[now.verdict]}
      </span>
      {isChanged && before && (
        <span className="note">
          was {formatProbability(before.probability)}
          <VisuallyHidden> {verdictWords[before.verdict]}</VisuallyHidden>
        </span>
      )}
    </p>
  );
}
