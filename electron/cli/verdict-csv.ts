import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';

const HEADER = [
  'clause',
  'name',
  'metric',
  'tier',
  'verdict',
  'probability',
  'probability_low',
  'probability_high',
  'window',
  'window_probability',
  'attainment_p5',
  'attainment_p50',
  'attainment_p95',
];

/** A verdict as rows, one per clause, tier and window; shares from 0 to 1. */
export function verdictCsv({ clauses }: VerdictDocument): string {
  const rows = clauses.flatMap((clause) =>
    clause.tiers.flatMap(({ tier, verdict, probability, windows }) =>
      windows.map(({ window, probability: ofWindow, attainment }) => [
        clause.id,
        clause.name,
        clause.metric,
        tier,
        verdict,
        probability.value,
        probability.low,
        probability.high,
        window,
        ofWindow,
        attainment.p5,
        attainment.p50,
        attainment.p95,
      ]),
    ),
  );
  return [HEADER, ...rows].map((row) => `${row.map(toCell).join(',')}\n`).join('');
}

function toCell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
