import { ArrowRight } from 'lucide-react';
import { formatProbability, shortTarget, tierWords, verdictWords } from '#shared/verdicts/words.ts';
import { tiers, type Clause } from '#shared/domain/clause.ts';
import type { TierVerdict } from '#shared/verdicts/verdict-document.ts';
import { VerdictGlyph } from '#renderer/app/VerdictGlyph.tsx';
import { VisuallyHidden } from '#renderer/ui/VisuallyHidden.tsx';
import type { ComparedCell, ComparedRow } from './compare-runs.ts';

/** Promises by tiers, each cell from the left scenario to the right one. */
export function ComparedMatrix({
  rows,
  left,
  right,
}: {
  rows: readonly ComparedRow[];
  left: string;
  right: string;
}) {
  return (
    <div className="compare-frame">
      <table className="compare-table" aria-label={`Verdicts: ${left} against ${right}`}>
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
          {rows.map(({ clause, cells }) => (
            <tr key={clause.id}>
              <th scope="row">{clause.name}</th>
              {cells.map((cell) => (
                <td key={cell.tier}>
                  <Compared clause={clause} cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Compared({
  clause,
  cell: { tier, left, right, difference },
}: {
  clause: Clause;
  cell: ComparedCell;
}) {
  const isChanged = left && right && left.verdict !== right.verdict;
  return (
    <div className="compared" data-changed={isChanged ? right.verdict : undefined}>
      <Side judged={left} />
      <ArrowRight size={13} aria-hidden className="compared-arrow" />
      <Side judged={right} />
      <span className="compared-foot">
        <span>{shortTarget(clause, tier)}</span>
        <span>{difference === null ? '' : differenceWords(difference)}</span>
      </span>
    </div>
  );
}

function Side({ judged }: { judged: TierVerdict | null }) {
  if (!judged) return <span className="compared-side note">not run</span>;
  return (
    <span className="compared-side" data-verdict={judged.verdict}>
      <VerdictGlyph verdict={judged.verdict} size={13} />
      {formatProbability(judged.probability)}
      <VisuallyHidden> {verdictWords[judged.verdict]}</VisuallyHidden>
    </span>
  );
}

/** Points of percent; a difference below a tenth is none. */
function differenceWords(difference: number): string {
  const points = difference * 100;
  if (Math.abs(points) < 0.1) return 'no difference';
  const size = Math.abs(points) >= 10 ? Math.abs(points).toFixed(0) : Math.abs(points).toFixed(1);
  return `${points > 0 ? '+' : '\u2212'}${size}\u00a0points`;
}
