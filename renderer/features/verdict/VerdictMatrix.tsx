import { useRef, type KeyboardEvent } from 'react';
import { tiers, type Clause, type Tier } from '#shared/domain/clause.ts';
import type { Probability, VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { formatInterval, formatProbability, tierWords } from '#shared/verdicts/words.ts';
import { toCellKey, type CellKey } from '#renderer/app/cell-key.ts';
import { describeMeasure } from '#renderer/app/clause-text.ts';
import { findTier } from '#renderer/app/promise-rows.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { ProbabilityBar } from './ProbabilityBar.tsx';
import { VerdictCell } from './VerdictCell.tsx';

export interface VerdictMatrixProps {
  verdict: VerdictDocument;
  selected: CellKey | null;
  onSelect: (cell: CellKey) => void;
}

/** Promises by tiers. Arrow keys move between the cells, Enter selects. */
export function VerdictMatrix({ verdict, selected, onSelect }: VerdictMatrixProps) {
  const plan = usePlan();
  const table = useRef<HTMLTableElement>(null);
  const stop = selected ?? { clause: plan.clauses[0]?.id ?? '', tier: 'optimistic' as const };

  function move(event: KeyboardEvent) {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]');
    const next = cell && neighbour(plan.clauses, cell.dataset.cell ?? '', event.key);
    if (!next) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(toCellKey(next))}"]`)?.focus();
  }

  return (
    <div className="verdict-frame">
      <table
        className="verdict-matrix"
        role="grid"
        aria-label="Verdicts by promise and tier"
        ref={table}
        onKeyDown={move}
      >
        <thead>
          <tr>
            <th scope="col">Promise</th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                {tierWords[tier]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.clauses.map((clause) => (
            <tr key={clause.id}>
              <th scope="row">
                <span className="verdict-promise">{clause.name}</span>
                <span className="verdict-measure">{describeMeasure(plan, clause)}</span>
              </th>
              {tiers.map((tier) => (
                <VerdictCell
                  key={tier}
                  clause={clause}
                  tier={tier}
                  judged={findTier(verdict, clause.id, tier)}
                  confidence={verdict.confidence}
                  isSelected={selected?.clause === clause.id && selected.tier === tier}
                  isStop={stop.clause === clause.id && stop.tier === tier}
                  onSelect={() => onSelect({ clause: clause.id, tier })}
                />
              ))}
            </tr>
          ))}
        </tbody>
        {verdict.joint.length > 0 && plan.clauses.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">
                <span className="verdict-promise">All of them together</span>
                <span className="verdict-measure">in the same future</span>
              </th>
              {tiers.map((tier) => (
                <JointCell
                  key={tier}
                  probability={verdict.joint.find((joint) => joint.tier === tier)?.probability}
                  confidence={verdict.confidence}
                />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function JointCell({
  probability,
  confidence,
}: {
  probability: Probability | undefined;
  confidence: number;
}) {
  if (!probability) return <td />;
  return (
    <td>
      <div className="verdict-joint">
        <span>{formatProbability(probability)}</span>
        <span className="note">{formatInterval(probability)}</span>
        <ProbabilityBar probability={probability} confidence={confidence} />
      </div>
    </td>
  );
}

function neighbour(clauses: readonly Clause[], key: string, pressed: string): CellKey | null {
  const [id, tier] = key.split('/') as [string, Tier];
  const row = clauses.findIndex((clause) => clause.id === id);
  const column = tiers.indexOf(tier);
  const moves: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, tiers.length - 1],
  };
  const [nextRow, nextColumn] = moves[pressed] ?? [-1, -1];
  const clause = clauses[nextRow];
  const nextTier = tiers[nextColumn];
  return clause && nextTier ? { clause: clause.id, tier: nextTier } : null;
}
