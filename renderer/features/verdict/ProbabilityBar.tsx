import type { Probability } from '#shared/verdicts/verdict-document.ts';

/** A probability as a bar with its interval, against the confidence a promise needs. */
export function ProbabilityBar({
  probability: { value, low, high },
  confidence,
}: {
  probability: Probability;
  confidence: number;
}) {
  const at = (share: number) => `${share * 100}%`;
  return (
    <span className="probability-bar" aria-hidden>
      <span className="probability-fill" style={{ width: at(value) }} />
      <span className="probability-interval" style={{ insetInlineStart: at(low), width: at(high - low) }} />
      <span className="probability-needed" style={{ insetInlineStart: at(confidence) }} />
    </span>
  );
}
