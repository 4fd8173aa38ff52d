import type { Clause } from '#shared/domain/clause.ts';
import type { Probability, TierVerdict } from '#shared/verdicts/verdict-document.ts';
import { formatInterval, formatProbability } from '#shared/verdicts/words.ts';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ProbabilityBar } from './ProbabilityBar.tsx';

export interface AccountingsProps {
  clause: Clause;
  judged: TierVerdict;
  confidence: number;
}

const words = { excluded: 'left out of the measurement', counted: 'counted like any other time' } as const;

/** The promise with announced maintenance left out and with it counted, side by side. */
export function Accountings({ clause, judged, confidence }: AccountingsProps) {
  const { otherAccounting } = judged;
  if (!otherAccounting) return null;
  const agreed = clause.accounting.maintenance;
  return (
    <InspectorSection title="Announced maintenance" subtitle="counted both ways">
      <dl className="accountings">
        <AccountingRow
          name={`${words[agreed]}, as agreed`}
          probability={judged.probability}
          confidence={confidence}
        />
        <AccountingRow
          name={words[otherAccounting.maintenance]}
          probability={otherAccounting.probability}
          confidence={confidence}
        />
      </dl>
    </InspectorSection>
  );
}

function AccountingRow({
  name,
  probability,
  confidence,
}: {
  name: string;
  probability: Probability;
  confidence: number;
}) {
  return (
    <div className="accounting">
      <dt>{name}</dt>
      <dd>
        <b>{formatProbability(probability)}</b> <span className="note">{formatInterval(probability)}</span>
        <ProbabilityBar probability={probability} confidence={confidence} />
      </dd>
    </div>
  );
}
